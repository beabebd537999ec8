package cn.tongban.hub.web;

import cn.tongban.hub.security.Caller;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * {@code Idempotency-Key} of the management API: the first request with a key is done, the same request again gets the
 * same answer for at least a day, another request with that key is refused. Answers hold nothing personal and no secret.
 */
@Component
class Idempotency {
    private static final int LONGEST_KEY = 200;
    private static final Duration KEPT = Duration.ofDays(2);

    private final ApiRequestRepository requests;
    private final TransactionOperations transactions;
    private final ObjectMapper json;
    private final Clock clock;

    Idempotency(ApiRequestRepository requests, TransactionOperations transactions, ObjectMapper json, Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Does {@code act} once per key, in one transaction with the note that it was done.
     *
     * @param key the header's value, null for a caller who does not repeat
     * @param request what was asked for: a path and a record that prints all its fields
     */
    <T> T once(Caller caller, @Nullable String key, String path, Object request, Class<T> type, Supplier<T> act) {
        if (key == null) {
            return transactions.execute(status -> act.get());
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw PageRequest.invalid("Idempotency-Key", "length");
        }
        byte[] keyDigest = Digests.key(key);
        byte[] requestDigest = Digests.key(path, write(request));
        return transactions.execute(status -> {
            // A second request with the key waits here for the first one's commit.
            if (requests.take(caller.tokenId(), keyDigest, requestDigest, clock.instant())) {
                T answer = act.get();
                requests.answer(caller.tokenId(), keyDigest, write(answer));
                requests.forget(clock.instant().minus(KEPT));
                return answer;
            }
            return read(repeated(caller, keyDigest, requestDigest), type);
        });
    }

    private String repeated(Caller caller, byte[] keyDigest, byte[] requestDigest) {
        Optional<ApiRequestRepository.Done> done = requests.find(caller.tokenId(), keyDigest);
        return done.filter(d -> Arrays.equals(d.request(), requestDigest))
                .map(ApiRequestRepository.Done::answer)
                .orElseThrow(() -> new HubException(ErrorCode.KEY_REUSED));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of the API can be written as JSON", e);
        }
    }

    private <T> T read(String answer, Class<T> type) {
        try {
            return json.readValue(answer, type);
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.KEY_REUSED, "", e);
        }
    }
}
