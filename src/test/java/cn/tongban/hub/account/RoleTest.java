package cn.tongban.hub.account;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void thePowersOfAdministrationAreApart() {
        assertThat(Role.mayMeet(Set.of(Role.ENGINEER, Role.MONITOR))).isTrue();
        assertThat(Role.mayMeet(Set.of(Role.AUDITOR))).isTrue();
        assertThat(Role.mayMeet(Set.of(Role.AUDITOR, Role.SECURITY_ADMIN))).isFalse();
        assertThat(Role.mayMeet(Set.of(Role.SYSTEM_ADMIN, Role.MONITOR))).isFalse();
        assertThat(Role.mayMeet(Set.of())).isFalse();
    }

    @Test
    void whoGivesRightsSeesNoCaseAndWhoReadsTheRecordChangesNothing() {
        assertThat(Role.scopes(Set.of(Role.SECURITY_ADMIN)))
                .doesNotContain(Scope.READ, Scope.READ_PERSONAL, Scope.OPERATE, Scope.DEPLOY, Scope.AUDIT);
        assertThat(Role.scopes(Set.of(Role.AUDITOR))).containsExactly(Scope.AUDIT);
        assertThat(Role.scopes(Set.of(Role.ENGINEER))).doesNotContain(Scope.READ_PERSONAL, Scope.APPROVE, Scope.OPERATE);
    }
}
