package cn.tongban.hub.web;

import cn.tongban.hub.security.AuditLog;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Does what callers ask for: once per key, with a reason, on record. */
@Component
public final class Acts {
    private final Idempotency idempotency;
    private final AuditLog audit;

    Acts(Idempotency idempotency, AuditLog audit) {
        this.idempotency = idempotency;
        this.audit = audit;
    }

    /** @throws cn.tongban.hub.support.HubException REASON_MISSING, KEY_REUSED, or what {@code doing} throws */
    public <T> T once(Act act, String reason, Class<T> type, Supplier<T> doing) {
        return idempotency.once(act, type, () ->
                audit.doingForAReason(act.caller(), act.name(), act.subject(), reason, doing));
    }

    /** As {@link #once} for long work that commits in parts: a repeat after an interruption goes on with the rest. */
    public <T> T inParts(Act act, String reason, Class<T> type, Supplier<T> doing) {
        return idempotency.inParts(act, type, () -> {
            audit.doingForAReason(act.caller(), act.name(), act.subject(), reason, () -> act);
            return doing.get();
        });
    }
}
