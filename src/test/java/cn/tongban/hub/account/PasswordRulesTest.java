package cn.tongban.hub.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules(12);

    @ParameterizedTest
    @ValueSource(strings = {"Heron-by-the-Han-3", "四时佳兴与人同Aa1-xyz", "KVQRT-wfzkd-47295-hbnqa"})
    void aLongMixedOneIsFine(String password) {
        assertThatCode(() -> rules.check(password, "zhang")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"aB3$aB3$, length", "abcdefghijkl, kinds", "abcdefgh1234, kinds", "My-zhang-pass-1, name", "My-gnahz-pass-1, name",
        "P@ssw0rd-123, common", "Admin-123456, common", "Iloveyou2024, common", "aB3$aB3$aB3$, common", "Qwertyuiop12, common",
        "Hanzhong-2026, common", "Zaq12wsxcde3, common", "Tongban12345, common"})
    void whatIsWrongIsSaid(String password, String what) {
        assertThatThrownBy(() -> rules.check(password, "zhang")).isInstanceOf(HubException.class)
                .satisfies(e -> org.assertj.core.api.Assertions.assertThat(((HubException) e).subject()).isEqualTo(what));
    }
}
