package cn.tongban.hub.security;

import java.util.Arrays;
import java.util.Optional;

/** What a token may do. Scopes do not imply each other. */
public enum Scope {
    /** See how things stand; personal data stays masked. */
    READ("read"),
    /** See one message or case unmasked, with a reason, each time on record. */
    READ_PERSONAL("read:personal"),
    /** Pause, resume, replay, discard, resolve, repair. */
    OPERATE("operate"),
    /** Ask partners and give them orders besides deliveries; answers are shown as they are, each time on record. */
    ASK("ask"),
    /** Bring bundles, put them to work, go back. */
    DEPLOY("deploy"),
    /** Be the second person of a deployment. */
    APPROVE("approve"),
    /** Give and revoke tokens. */
    ADMIN("admin"),
    /** Make accounts, give and take roles. */
    ACCOUNTS("accounts"),
    /** Read what everybody did. */
    AUDIT("audit"),
    /** See how the hub itself is. */
    DIAGNOSE("diagnose"),
    /** Work on the cases of a desk or department. */
    CASES("cases");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    /** The stable name in tokens and answers. */
    public String wire() {
        return wire;
    }

    public static Optional<Scope> of(String wire) {
        return Arrays.stream(values()).filter(s -> s.wire.equals(wire)).findFirst();
    }
}
