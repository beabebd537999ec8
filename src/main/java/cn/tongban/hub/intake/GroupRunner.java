package cn.tongban.hub.intake;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/**
 * Runs a group's commit and decides about failures: a dead-lock or a lost race is run again, a missing database is told to
 * the callers at once, and a member that cannot be stored must not fail its neighbours.
 */
final class GroupRunner {
    private static final Logger log = LoggerFactory.getLogger(GroupRunner.class);
    private static final int TRIES = 6;
    private static final long AWAY_NANOS = 500_000_000L;
    private static final String DISK_FULL = "53100";

    private final GroupCommit commit;
    private volatile long awayUntil = System.nanoTime();

    GroupRunner(GroupCommit commit) {
        this.commit = commit;
    }

    /** Shortly after a failed connection: no use in trying, and callers should not have to wait to hear it. */
    boolean databaseAway() {
        return System.nanoTime() - awayUntil < 0;
    }

    /** Answers every member; tells which destinations have something new to do. */
    Set<String> run(List<Pending> group) {
        for (int attempt = 1; ; attempt++) {
            try {
                return answer(commit.commit(group));
            } catch (ConcurrencyFailureException e) {
                if (attempt == TRIES) {
                    return one(group, e);
                }
                log.debug("Group of {} lost a race, try {} follows", group.size(), attempt + 1, e);
            } catch (DataAccessResourceFailureException | RecoverableDataAccessException | TransactionException
                    | TransientDataAccessResourceException e) {
                return away(group, e);
            } catch (RuntimeException e) {
                return isDiskFull(e) ? away(group, e) : one(group, e);
            }
        }
    }

    private Set<String> answer(GroupCommit.Result result) {
        result.answers().forEach((pending, answer) -> {
            if (answer instanceof GroupCommit.Answer.Recorded recorded) {
                pending.answer.complete(recorded.receipt());
            } else {
                pending.answer.completeExceptionally(((GroupCommit.Answer.Refused) answer).why());
            }
        });
        return result.destinations();
    }

    private Set<String> one(List<Pending> group, RuntimeException why) {
        if (group.size() == 1) {
            log.error("Message {} could not be recorded; its sender got no acknowledgement", group.get(0).messageId, why);
            group.get(0).answer.completeExceptionally(
                    new HubException(ErrorCode.INTERNAL, group.get(0).recording.connector(), why));
            return Set.of();
        }
        Set<String> destinations = new HashSet<>();
        for (Pending pending : List.copyOf(group)) {
            destinations.addAll(run(List.of(pending)));
        }
        return destinations;
    }

    private Set<String> away(List<Pending> group, RuntimeException why) {
        if (!databaseAway()) {
            log.warn("The database does not take records; senders are told to come back: {}",
                    NestedExceptionUtils.getMostSpecificCause(why).getMessage());
        }
        awayUntil = System.nanoTime() + AWAY_NANOS;
        HubException later = Recorder.later(isDiskFull(why) ? ErrorCode.STORAGE_LOW : ErrorCode.DATABASE_UNAVAILABLE);
        group.forEach(p -> p.answer.completeExceptionally(later));
        return Set.of();
    }

    private static boolean isDiskFull(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && DISK_FULL.equals(sql.getSQLState());
    }
}
