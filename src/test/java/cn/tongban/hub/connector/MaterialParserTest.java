package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code materials:} of a connector.yaml. */
class MaterialParserTest {
    private static final String CONNECTOR =
            """
            id: toy
            name: {zh: 玩具, en: Toy}
            owner: {zh: 测试, en: Tests}
            direction: out
            deliver: {doubt: probe}
            materials: {%s}
            """;

    @Test
    void whatIsNotGivenHasTheLimitsOfTheTrade() {
        MaterialSettings settings = parse("");

        assertThat(settings.as()).isEqualTo(MaterialForm.STREAM);
        assertThat(settings.maxFile()).isEqualTo(50L << 20);
        assertThat(settings.maxCase()).isEqualTo(500L << 20);
        assertThat(settings.types()).containsExactlyInAnyOrder(MaterialType.values());
    }

    @Test
    void readsEveryKey() {
        MaterialSettings settings = parse("as: link, pointer: /file/link, link-life: 1h, slowest: 1MB, max-file: 2GB,"
                + " max-case: 4GB, max-count: 9, concurrency: 3, types: [pdf, ofd]");

        assertThat(settings.as()).isEqualTo(MaterialForm.LINK);
        assertThat(settings.pointer()).isEqualTo("/file/link");
        assertThat(settings.linkLife()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.slowest()).isEqualTo(1 << 20);
        assertThat(settings.maxFile()).isEqualTo(2L << 30);
        assertThat(settings.maxCase()).isEqualTo(4L << 30);
        assertThat(settings.maxCount()).isEqualTo(9);
        assertThat(settings.concurrency()).isEqualTo(3);
        assertThat(settings.types()).containsExactlyInAnyOrder(MaterialType.PDF, MaterialType.OFD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "as: courier | /materials/as", "max-file: 3GB | /materials/max-file", "max-file: 600MB | /materials/max-case",
        "pointer: content | /materials/pointer", "types: [exe] | /materials/types/0", "size: 1MB | /materials/size",
    })
    void mistakesAreNamed(String materials, String place) {
        HubException refused = catchThrowableOfType(HubException.class, () -> parse(materials));

        assertThat(refused.places()).extracting(found -> found.detail() + found.pointer() + found.rule())
                .anyMatch(text -> text.contains(place));
    }

    private static MaterialSettings parse(String materials) {
        byte[] yaml = CONNECTOR.formatted(materials).getBytes(StandardCharsets.UTF_8);
        return DescriptorParser.parse("connector.yaml", yaml).materials().orElseThrow();
    }
}
