package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * By what the platform decides when a desk wants a case back: given back at once while nobody has claimed it; once it is
 * claimed, whoever works on it decides later.
 */
final class Wishes {
    /** A wish that waits for an answer. */
    record Wish(String takeBackId, String requestId) {}

    private final Set<String> claimed = new HashSet<>();
    private final Map<String, Wish> open = new HashMap<>();

    /** Somebody works on the case once a step of review or later was sent. */
    synchronized void sent(Step step) {
        String status = Json.read(step.body()).path("status").asText("");
        if (status.compareTo("07") >= 0) {
            claimed.add(step.caseNo());
        }
    }

    synchronized boolean isClaimed(String caseNo) {
        return claimed.contains(caseNo);
    }

    synchronized void wait(String caseNo, Wish wish) {
        open.put(caseNo, wish);
    }

    /** The wish that is decided now; given back, the case is nobody's. */
    synchronized Optional<Wish> decide(String caseNo, boolean givenBack) {
        if (givenBack) {
            claimed.remove(caseNo);
        }
        return Optional.ofNullable(open.remove(caseNo));
    }
}
