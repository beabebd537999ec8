package cn.tongban.hub.intake;

import cn.tongban.hub.journal.InboxRepository;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.RefusalRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Small regular work. Every node does it; each piece is harmless when done twice. */
final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    // Twice the time in which a signed request is taken, and the promise of the door's contract.
    private static final Duration NONCES = Duration.ofMinutes(15);
    private static final int NONCES_AT_ONCE = 20_000;

    private final InboxRepository inbox;
    private final JournalRepository journal;
    private final RefusalRepository refusals;
    private final ParkedSteps parked;
    private final Clock clock;

    Housekeeping(InboxRepository inbox, JournalRepository journal, RefusalRepository refusals, ParkedSteps parked,
            Clock clock) {
        this.inbox = inbox;
        this.journal = journal;
        this.refusals = refusals;
        this.parked = parked;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void often() {
        quietly(parked::expire);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void eachMinute() {
        quietly(() -> {
            int forgotten = NONCES_AT_ONCE;
            while (forgotten == NONCES_AT_ONCE) {
                forgotten = inbox.forgetNonces(NONCES, NONCES_AT_ONCE);
            }
        });
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void hourly() {
        quietly(() -> {
            LocalDate today = LocalDate.now(clock.withZone(ZONE));
            journal.ensureMonth(today);
            journal.ensureMonth(today.plusMonths(1));
            refusals.trim();
        });
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (DataAccessException e) {
            log.warn("Housekeeping was put off, the database did not take it: {}", e.getMessage());
        }
    }
}
