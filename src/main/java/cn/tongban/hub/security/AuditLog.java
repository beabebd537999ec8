package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down who did what and why. An act that cannot be written down does not happen. */
@Service
public class AuditLog {
    /** Longest reason that is kept; longer ones are refused, not cut. */
    public static final int LONGEST_REASON = 500;

    private final AuditRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;

    AuditLog(AuditRepository repository, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Does {@code act} and writes it down in one transaction: both or neither.
     *
     * @param subject an id, never a personal identifier
     * @param reason why, empty where none is asked for
     */
    public <T> T doing(Caller caller, String action, String subject, String reason, Supplier<T> act) {
        return transactions.execute(status -> {
            Instant now = clock.instant();
            repository.insert(
                    new AuditEvent(Ids.next(now), now, caller.name(), caller.tokenId(), action, subject, reason));
            return act.get();
        });
    }

    /** As {@link #doing} for acts that need a reason. */
    public <T> T doingForAReason(Caller caller, String action, String subject, String reason, Supplier<T> act) {
        String words = reason.strip();
        if (words.isEmpty()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
        if (words.length() > LONGEST_REASON) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "reason");
        }
        return doing(caller, action, subject, words, act);
    }

    /** Newest first; {@code before} is the last id of the page before, null for the first page. */
    public List<AuditEvent> page(@Nullable UUID before, int limit) {
        return repository.page(before, limit);
    }
}
