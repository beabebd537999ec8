package cn.tongban.sandbox.cityplatform;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform has taken. By default it is naive: every request has an effect of its own, as at a platform
 * without keys, so that a request sent twice shows as two effects. It can be told to recognise repeats.
 */
final class CaseBook {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PREFIX = "HZ20260316".length();

    private final Clock clock;
    private final Map<String, List<Acceptance>> cases = new HashMap<>();
    private boolean recognisesRepeats;
    private long counter;

    CaseBook(Clock clock) {
        this.clock = clock;
    }

    /** Takes a case under a fresh number; empty for a repeat that is recognised. */
    synchronized Optional<Acceptance> accept(String caseNo, String requestId) {
        if (isRepeat(caseNo, requestId)) {
            return Optional.empty();
        }
        String number = "HZ" + now().toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format("%06d", counter + 1);
        return Optional.of(add(caseNo, requestId, number, ""));
    }

    /** Takes a withdrawal or a material of a case that is known; empty for a repeat that is recognised. */
    synchronized Optional<Acceptance> followUp(String caseNo, String requestId) {
        return isRepeat(caseNo, requestId)
                ? Optional.empty()
                : Optional.of(add(caseNo, requestId, of(caseNo).get(0).acceptNo(), ""));
    }

    /**
     * Notes that a known case is wanted back.
     *
     * @param answer as in {@link Acceptance#takeBack}
     */
    synchronized Optional<Acceptance> takeBack(String caseNo, String requestId, String answer) {
        return isRepeat(caseNo, requestId)
                ? Optional.empty()
                : Optional.of(add(caseNo, requestId, of(caseNo).get(0).acceptNo(), answer));
    }

    /** Enters what was decided about the newest wish for the case. */
    synchronized void decide(String caseNo, String requestId, String answer) {
        cases.getOrDefault(caseNo, List.of()).replaceAll(
                known -> known.requestId().equals(requestId) ? known.decided(answer) : known);
    }

    /** Puts back what an earlier process took. */
    synchronized void restore(String caseNo, Acceptance acceptance) {
        cases.computeIfAbsent(caseNo, no -> new ArrayList<>(1)).add(acceptance);
        counter = Math.max(counter, Long.parseLong(acceptance.acceptNo().substring(PREFIX)));
    }

    synchronized List<Acceptance> of(String caseNo) {
        return List.copyOf(cases.getOrDefault(caseNo, List.of()));
    }

    synchronized void recogniseRepeats(boolean recognises) {
        recognisesRepeats = recognises;
    }

    private Acceptance add(String caseNo, String requestId, String acceptNo, String takeBack) {
        Acceptance acceptance =
                new Acceptance(requestId, acceptNo, now().format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), takeBack);
        restore(caseNo, acceptance);
        return acceptance;
    }

    private boolean isRepeat(String caseNo, String requestId) {
        return recognisesRepeats && of(caseNo).stream().anyMatch(known -> known.requestId().equals(requestId));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.SECONDS);
    }
}
