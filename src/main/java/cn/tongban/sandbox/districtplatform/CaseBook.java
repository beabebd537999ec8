package cn.tongban.sandbox.districtplatform;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the platform has taken. It is naive: every request has an effect of its own, so a request sent twice shows as two
 * effects. It can be told to recognise repeats.
 */
final class CaseBook {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PREFIX = "QZ20260316".length();

    private final Clock clock;
    private final Map<String, List<Taken>> cases = new HashMap<>();
    private final Set<String> claimed = new HashSet<>();
    /** The wish to have a case back that nobody has answered yet. */
    private final Map<String, String> wishes = new HashMap<>();
    private boolean recognisesRepeats;
    private long counter;

    CaseBook(Clock clock) {
        this.clock = clock;
    }

    /** Takes a request under a fresh number; empty for a repeat that is recognised. */
    synchronized Optional<Taken> take(String caseNo, String requestId, String kind, String answer) {
        if (recognisesRepeats && of(caseNo).stream().anyMatch(known -> known.requestId().equals(requestId))) {
            return Optional.empty();
        }
        OffsetDateTime now = OffsetDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.SECONDS);
        String number = "QZ" + now.toLocalDate().format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format("%06d", counter + 1);
        Taken taken = new Taken(requestId, kind, number, now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME), answer);
        restore(caseNo, taken);
        return Optional.of(taken);
    }

    /** Puts back what an earlier process took. */
    synchronized void restore(String caseNo, Taken taken) {
        cases.computeIfAbsent(caseNo, no -> new ArrayList<>(1)).add(taken);
        counter = Math.max(counter, Long.parseLong(taken.acceptNo().substring(PREFIX)));
    }

    synchronized List<Taken> of(String caseNo) {
        return List.copyOf(cases.getOrDefault(caseNo, List.of()));
    }

    /** Somebody works on it: it is no longer given back without asking. */
    synchronized void claim(String caseNo) {
        claimed.add(caseNo);
    }

    synchronized boolean isClaimed(String caseNo) {
        return claimed.contains(caseNo);
    }

    synchronized void asked(String caseNo, String takeBackId) {
        wishes.put(caseNo, takeBackId);
    }

    synchronized String wish(String caseNo) {
        return wishes.getOrDefault(caseNo, "");
    }

    synchronized void recogniseRepeats(boolean recognises) {
        recognisesRepeats = recognises;
    }
}
