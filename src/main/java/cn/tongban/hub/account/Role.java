package cn.tongban.hub.account;

import cn.tongban.hub.security.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody is here for. The three powers of administration are separated from each other and from all work on cases
 * and flows (GB/T 22239-2019, three administrators): who gives rights cannot use them, and who could use them cannot
 * remove the record.
 */
public enum Role {
    /** Writes, tests, deploys and rolls back routes. */
    ENGINEER(Scope.READ, Scope.ASK, Scope.DEPLOY),
    /** Watches flows and mends them. */
    MONITOR(Scope.READ, Scope.READ_PERSONAL, Scope.OPERATE, Scope.ASK),
    /** Takes cases in at a desk. */
    WINDOW(Scope.CASES),
    /** Decides cases in a department. */
    DEPARTMENT(Scope.CASES),
    /** Makes accounts, gives roles and tokens. */
    SECURITY_ADMIN(Scope.ADMIN, Scope.ACCOUNTS),
    /** Reads what everybody did. */
    AUDITOR(Scope.AUDIT),
    /** Keeps the hub running: connectors, diagnostics, approval of deployments. */
    SYSTEM_ADMIN(Scope.READ, Scope.APPROVE, Scope.DIAGNOSE);

    private static final Set<Role> POWERS = EnumSet.of(SECURITY_ADMIN, AUDITOR, SYSTEM_ADMIN);

    private final Set<Scope> scopes;

    Role(Scope first, Scope... more) {
        this.scopes = EnumSet.of(first, more);
    }

    /** The stable name in the database and in answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Role> of(String wire) {
        return Arrays.stream(values()).filter(role -> role.wire().equals(wire)).findFirst();
    }

    /** What all of these roles may do together. */
    public static Set<Scope> scopes(Collection<Role> roles) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        roles.forEach(role -> scopes.addAll(role.scopes));
        return scopes;
    }

    /** Whether one person may hold all of these: an administrator holds nothing else. */
    static boolean mayMeet(Set<Role> roles) {
        return !roles.isEmpty() && (roles.size() == 1 || roles.stream().noneMatch(POWERS::contains));
    }
}
