package cn.tongban.hub.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = new Redaction(List.of("s3cr3t-word", "s3cr3t-word-and-more", "ab"));

    @Test
    void knownSecretsAndCredentialsGo() {
        assertThat(redaction.secrets("x s3cr3t-word-and-more y s3cr3t-word z ab")).isEqualTo("x *** y *** z ab");
        assertThat(redaction.secrets("jdbc:postgresql://hub:pw@db/hub")).isEqualTo("jdbc:postgresql://***@db/hub");
        assertThat(redaction.secrets("Authorization: Bearer abcdefgh12345678")).isEqualTo("Authorization: Bearer ***");
    }

    @Test
    void aLineNamesNobody() {
        assertThat(redaction.line("WARN case 11610700Y00000016L3000131999000202603160001 of 甲乙丙 at 13800000000 id 61070219000101001X"))
                .isEqualTo("WARN case *** of *** at *** id ***");
        assertThat(redaction.line("-Dhub.db.password=pw -Xmx384m")).isEqualTo("-Dhub.db.password=*** -Xmx384m");
        assertThat(redaction.line("Turn of city-platform failed at 12:30:45 in DestinationPump.java:188"))
                .isEqualTo("Turn of city-platform failed at 12:30:45 in DestinationPump.java:188");
    }

    @Test
    void variablesThatMayBeSecretsAreStars() {
        assertThat(redaction.variables(Map.of("HUB_PORT", "8080", "HUB_SECRET_X_Y", "v", "HUB_DB_PASSWORD", "v",
                        "HUB_DB_URL", "jdbc:postgresql://db/hub?user=u&password=p", "PATH", "/bin")))
                .isEqualTo(Map.of("HUB_PORT", "8080", "HUB_SECRET_X_Y", "***", "HUB_DB_PASSWORD", "***",
                        "HUB_DB_URL", "jdbc:postgresql://db/hub?***"));
    }
}
