package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.egress.CertificateFacts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateRowTest {
    private static final Instant NOW = Instant.parse("2026-03-16T01:00:00Z");

    @ParameterizedTest
    @CsvSource({"P400D, good, 400", "PT720H, care, 30", "PT36H, care, 1", "PT1H, care, 0", "PT0S, bad, 0", "PT-1H, bad, -1", "P-3D, bad, -3"})
    void saysHowUrgentItIsAndCountsWholeDays(Duration left, String light, long days) {
        CertificateFacts facts = new CertificateFacts("c", CertificateFacts.Side.OWN, "CN=a", "CN=b", NOW.plus(left), Duration.ofDays(30));

        CertificateRow row = CertificateRow.of(facts, NOW);

        assertThat(row.light()).isEqualTo(light);
        assertThat(row.days()).isEqualTo(days);
    }
}
