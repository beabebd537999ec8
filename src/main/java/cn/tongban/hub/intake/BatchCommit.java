package cn.tongban.hub.intake;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Commits what a source read together with the position up to which it was read: all or nothing, on the source's own
 * thread. A member that cannot be stored must not stop the source for ever; then the members go one by one, and the
 * position follows when all are through. Their keys make a repeat after a crash in between harmless.
 */
final class BatchCommit {
    private static final Logger log = LoggerFactory.getLogger(BatchCommit.class);

    private final GroupCommit commit;
    private final GroupRunner runner;

    BatchCommit(GroupCommit commit, GroupRunner runner) {
        this.commit = commit;
        this.runner = runner;
    }

    /**
     * @param within runs last in the transaction; what it throws rolls all back and comes through
     * @throws HubException DATABASE_UNAVAILABLE or STORAGE_LOW: nothing was stored
     */
    GroupCommit.Result commit(List<Pending> group, Consumer<Map<Pending, Fate>> within) {
        Consumer<Map<Pending, Fate>> marked = fates -> mark(() -> within.accept(fates));
        for (int attempt = 1; ; attempt++) {
            try {
                return commit.commit(group, marked);
            } catch (WithinFailed e) {
                throw e.why;
            } catch (ConcurrencyFailureException e) {
                if (attempt == GroupRunner.TRIES) {
                    throw runner.away(e);
                }
                log.debug("Batch of {} lost a race, try {} follows", group.size(), attempt + 1, e);
            } catch (RuntimeException e) {
                if (GroupRunner.isAway(e)) {
                    throw runner.away(e);
                }
                return oneByOne(group, within, e);
            }
        }
    }

    private GroupCommit.Result oneByOne(List<Pending> group, Consumer<Map<Pending, Fate>> within, RuntimeException why) {
        log.warn("A batch of {} could not be recorded together; its members go one by one", group.size(), why);
        Map<Pending, Fate> fates = new LinkedHashMap<>();
        Set<String> destinations = new HashSet<>();
        for (Pending pending : group) {
            try {
                GroupCommit.Result alone = commit.commit(List.of(pending));
                fates.putAll(alone.answers());
                destinations.addAll(alone.destinations());
            } catch (RuntimeException e) {
                if (e instanceof ConcurrencyFailureException || GroupRunner.isAway(e)) {
                    throw runner.away(e);
                }
                log.error("Message {} could not be recorded", pending.messageId, e);
                fates.put(pending, new Fate.Refused(new HubException(ErrorCode.INTERNAL, pending.recording.connector(), e)));
            }
        }
        commit.commit(List.of(), nothing -> within.accept(fates));
        return new GroupCommit.Result(fates, destinations);
    }

    private static void mark(Runnable within) {
        try {
            within.run();
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new WithinFailed(e);
        }
    }

    /** Carries what the caller's own part threw past the decisions about the batch. */
    private static final class WithinFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RuntimeException why;

        WithinFailed(RuntimeException why) {
            super(why);
            this.why = why;
        }
    }
}
