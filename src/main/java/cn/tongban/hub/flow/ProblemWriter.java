package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns an error into the one form of every error answer: RFC 9457 with the sentence in both languages. */
public final class ProblemWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private record Document(
            String type,
            String title,
            int status,
            String detail,
            String detailEn,
            String code,
            List<Place> places,
            String traceId) {}

    /** @return the problem document, JSON in UTF-8 */
    public byte[] body(HubException e, String traceId) {
        return JsonBytes.of(document(e, traceId));
    }

    /** For a mapping that says it in a partner's words. */
    JsonNode tree(HubException e) {
        return JSON.valueToTree(document(e, ""));
    }

    private static Document document(HubException e, String traceId) {
        Problem problem = Problem.of(e);
        return new Document(problem.type(), problem.title(), problem.status(), problem.detail(),
                problem.detailEn(), problem.code(), problem.places(), traceId);
    }

    /** The headers that belong to the status: when to come back, what is allowed, how to prove oneself. */
    public Map<String, String> headers(HubException e) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (e.retryAfter().isPresent() || e.code().status() == 503) {
            long seconds = Math.max(1, e.retryAfter().orElse(RETRY_AFTER).toSeconds());
            headers.put("Retry-After", Long.toString(seconds));
        }
        if (e.code() == ErrorCode.METHOD_NOT_ALLOWED) {
            headers.put("Allow", e.subject());
        }
        return headers;
    }

    DoorAnswer answer(HubException e, Trace trace) {
        return new DoorAnswer(
                e.code().status(), Problem.MEDIA_TYPE, body(e, trace.traceId()), headers(e), e.code().code());
    }
}
