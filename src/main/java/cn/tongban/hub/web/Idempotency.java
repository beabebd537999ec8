package cn.tongban.hub.web;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.vault.Vault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
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
    private final Vault vault;
    private final Clock clock;

    Idempotency(
            ApiRequestRepository requests,
            TransactionOperations transactions,
            ObjectMapper json,
            Vault vault,
            Clock clock) {
        this.requests = requests;
        this.transactions = transactions;
        this.json = json;
        this.vault = vault;
        this.clock = clock;
    }

    /** Does {@code doing} once per key, in one transaction with the note that it was done. */
    <T> T once(Act act, Class<T> type, Supplier<T> doing) {
        if (act.key() == null) {
            return transactions.execute(status -> doing.get());
        }
        Keys keys = keys(act, act.key());
        return transactions.execute(status -> {
            // A second request with the key waits here for the first one's commit.
            if (take(act, keys)) {
                return answered(act, keys, doing.get());
            }
            return read(repeated(act, keys).answer(), type);
        });
    }

    /**
     * As {@link #once} for work that commits in parts: it runs outside a transaction, and a repeat of an interrupted one
     * does it again, so what is done already must not be done twice by it.
     */
    <T> T inParts(Act act, Class<T> type, Supplier<T> doing) {
        if (act.key() == null) {
            return doing.get();
        }
        Keys keys = keys(act, act.key());
        if (!take(act, keys)) {
            String answer = repeated(act, keys).answer();
            if (!answer.isEmpty()) {
                return read(answer, type);
            }
        }
        return answered(act, keys, doing.get());
    }

    private record Keys(byte[] key, byte[] request) {}

    private Keys keys(Act act, String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw PageRequest.invalid("Idempotency-Key", "length");
        }
        // Keyed, because a request may hold something personal that a plain digest would let people guess.
        byte[] request = vault.blind("api-request", String.join("\n", act.name(), act.subject(), write(act.request())));
        return new Keys(Digests.key(key), request);
    }

    private boolean take(Act act, Keys keys) {
        return requests.take(act.caller().tokenId(), keys.key(), keys.request(), clock.instant());
    }

    private <T> T answered(Act act, Keys keys, T answer) {
        requests.answer(act.caller().tokenId(), keys.key(), write(answer));
        requests.forget(clock.instant().minus(KEPT));
        return answer;
    }

    private ApiRequestRepository.Done repeated(Act act, Keys keys) {
        return requests.find(act.caller().tokenId(), keys.key())
                .filter(done -> Arrays.equals(done.request(), keys.request()))
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
