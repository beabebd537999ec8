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
    static final int TRIES = 6;
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
            } catch (RuntimeException e) {
                return isAway(e) ? away(group, e) : one(group, e);
            }
        }
    }

    private Set<String> answer(GroupCommit.Result result) {
        result.answers().forEach((pending, answer) -> {
            if (answer instanceof Fate.Recorded recorded) {
                pending.answer.complete(recorded.receipt());
            } else {
                pending.answer.completeExceptionally(((Fate.Refused) answer).why());
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
        HubException later = away(why);
        group.forEach(p -> p.answer.completeExceptionally(later));
        return Set.of();
    }

    /** Remembers that the database takes nothing just now; what its callers are told. */
    HubException away(RuntimeException why) {
        if (!databaseAway()) {
            log.warn("The database does not take records; senders are told to come back: {}",
                    NestedExceptionUtils.getMostSpecificCause(why).getMessage());
        }
        awayUntil = System.nanoTime() + AWAY_NANOS;
        return Recorder.later(isDiskFull(why) ? ErrorCode.STORAGE_LOW : ErrorCode.DATABASE_UNAVAILABLE);
    }

    /** Not the fault of what was to be stored: the database is away, or has no room. */
    static boolean isAway(RuntimeException e) {
        return e instanceof DataAccessResourceFailureException || e instanceof RecoverableDataAccessException
                || e instanceof TransactionException || e instanceof TransientDataAccessResourceException || isDiskFull(e);
    }

    private static boolean isDiskFull(RuntimeException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && DISK_FULL.equals(sql.getSQLState());
    }
}
