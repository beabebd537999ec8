package cn.tongban.hub.delivery;

import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.JournalRepository.SealedCanonical;
import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Brings claimed work with its content to the carrier. One read for all content; each is opened on its worker. */
final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final JournalRepository journal;
    private final Repairs repairs;
    private final Carrier carrier;
    private final Claim claim;
    private final Duration lease;

    /** The claim under which something is sent. */
    @FunctionalInterface
    interface Claim {
        /** Whether it still holds; then it holds for another lease. */
        boolean prolong(Head head, Duration lease);
    }

    Dispatcher(JournalRepository journal, Repairs repairs, Carrier carrier, Claim claim, Duration lease) {
        this.journal = journal;
        this.repairs = repairs;
        this.carrier = carrier;
        this.claim = claim;
        this.lease = lease;
    }

    /** Every piece of work comes back through {@code done} exactly once, whatever happens. */
    void dispatch(List<Work> work, Executor workers, Consumer<Finished> done) {
        Map<UUID, SealedCanonical> content;
        try {
            content = journal.canonical(work.stream().map(w -> w.head().messageId()).toList());
        } catch (DataAccessException | TransactionException e) {
            log.warn("The content of {} deliveries could not be read; they stay where they are", work.size(), e);
            work.forEach(w -> done.accept(unread(w)));
            return;
        }
        for (Work one : work) {
            workers.execute(() -> done.accept(run(one, content.get(one.head().messageId()))));
        }
    }

    private Finished run(Work work, SealedCanonical sealed) {
        long start = System.nanoTime();
        Head head = work.head();
        try {
            Repairs.Repaired repaired = repairs.apply(head, journal.open(sealed));
            Attempt attempt = new Attempt(head.id(), head.destination(), head.attempts() + 1, head.messageId(),
                    head.caseNo(), head.type(), head.recordedAt(), repaired.canonical(), repaired.revision(),
                    repaired.rejections());
            if (work.probe()) {
                return Finished.probe(head, carrier.probe(attempt), millisSince(start));
            }
            if (mayHaveLost(work)) {
                return lost(head);
            }
            return Finished.send(head, carrier.send(attempt), millisSince(start));
        } catch (DataAccessException | TransactionException e) {
            return unread(work);
        } catch (RuntimeException | Error e) {
            log.error("Delivery {} to {} met a defect and becomes a dead letter", head.id(), head.destination(), e);
            return defect(work, e, millisSince(start));
        }
    }

    /** A node that was stopped for longer than a lease must not send what another node has taken over meanwhile. */
    private boolean mayHaveLost(Work work) {
        boolean old = System.nanoTime() - work.claimedAt() > lease.toNanos();
        return old && !claim.prolong(work.head(), lease);
    }

    private static Finished lost(Head head) {
        Outcome later = new Outcome.RetryLater(ErrorCode.CLAIM_LOST, "not sent: another node has taken it over", null);
        return Finished.send(head, new AttemptResult(later, "", null), 0);
    }

    /** Nothing left the hub: the database was not there to read from. */
    private static Finished unread(Work work) {
        Outcome later = new Outcome.RetryLater(
                ErrorCode.DATABASE_UNAVAILABLE, "not sent: the message could not be read from the database", null);
        return work.probe()
                ? Finished.probe(work.head(), new ProbeAnswer.Unknown("not asked: the database was away"), 0)
                : Finished.send(work.head(), new AttemptResult(later, "", null), 0);
    }

    private static Finished defect(Work work, Throwable e, int millis) {
        String reason = e.getClass().getSimpleName();
        return work.probe()
                ? Finished.probe(work.head(), new ProbeAnswer.Unknown(reason), millis)
                : Finished.send(work.head(),
                        new AttemptResult(new Outcome.Dead(ErrorCode.INTERNAL, reason), "", null), millis);
    }

    private static int millisSince(long start) {
        return (int) ((System.nanoTime() - start) / 1_000_000);
    }
}
