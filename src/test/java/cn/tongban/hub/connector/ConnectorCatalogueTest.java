package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorCatalogueTest {
    private static final String FULL = """
            id: city-platform
            name: {zh: 市政务服务平台, en: City approval platform}
            owner: {zh: 市行政审批服务局, en: City approval bureau}
            direction: both
            settings: {base-url: "http://127.0.0.1:8090/city-platform"}
            secrets: [sign-key, door-key]
            door:
              signature: hmac-sm3
              senders: {city-platform: door-key}
              max-body: 64KB
              max-depth: 16
            deliver:
              doubt: probe
              concurrency: 16
              rate-per-second: 0
              timeouts: {connect: 2s, answer: 10s, total: 20s}
              retry: {first: 1s, factor: 2, max: 5m, jitter: 0.2, attempts: 12}
              circuit: {failures: 5, open: 10s}
              opening-hours: [{days: [MON, TUE], from: "08:00", to: "24:00"}]
              maintenance: [{from: 2026-03-17T22:00+08:00, to: 2026-03-18T06:00+08:00}]
            steps: {implied: [RECEIVED], park: 24h}
            """;
    private static final String SMALL = """
            id: toy
            name: {zh: 玩具, en: Toy}
            owner: {zh: 测试, en: Tests}
            direction: out
            deliver: {}
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    @Test
    void readsEveryKey() {
        ConnectorDescriptor descriptor = load("city-platform", FULL).get("city-platform");

        assertThat(descriptor.name()).isEqualTo(new Bilingual("市政务服务平台", "City approval platform"));
        assertThat(descriptor.door())
                .contains(new Door(DoorScheme.HMAC_SM3, Map.of("city-platform", List.of("door-key")), 65536, 16, 96,
                        java.util.Optional.empty()));
        DeliverySettings deliver = descriptor.deliver().orElseThrow();
        assertThat(deliver.doubt()).isEqualTo(DoubtPolicy.PROBE);
        assertThat(deliver.timeouts().total()).isEqualTo(Duration.ofSeconds(20));
        assertThat(deliver.retry())
                .isEqualTo(new Retry(Duration.ofSeconds(1), 2, Duration.ofMinutes(5), 0.2, 12));
        assertThat(deliver.openingHours())
                .containsExactly(new OpeningHours(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), LocalTime.of(8, 0), LocalTime.MAX));
        assertThat(deliver.maintenance())
                .containsExactly(
                        new Maintenance(Instant.parse("2026-03-17T14:00:00Z"), Instant.parse("2026-03-17T22:00:00Z")));
        assertThat(descriptor.steps()).isEqualTo(new StepSettings(List.of("RECEIVED"), Duration.ofHours(24), false));
    }

    @Test
    void absentDeliveryKeysGetTheMostCarefulValues() {
        DeliverySettings deliver = load("toy", SMALL).get("toy").deliver().orElseThrow();

        assertThat(deliver.doubt()).isEqualTo(DoubtPolicy.CONFIRM);
        assertThat(deliver.concurrency()).isEqualTo(4);
        assertThat(deliver.timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deliver.maxAnswer()).isEqualTo(1 << 20);
    }

    @Test
    void reportsEveryFaultOfAFileWithItsLine() {
        String wrong = FULL.replace("doubt: probe", "doubt: maybe")
                .replace("max-body: 64KB", "max-body: 64K")
                .replace("circuit: {failures", "circuit: {faillures");

        HubException refused = refusal("city-platform", wrong);

        assertThat(refused.code()).isEqualTo(ErrorCode.BUNDLE_INVALID);
        assertThat(refused.places()).extracting(Place::pointer).containsExactlyInAnyOrder(
                "connectors/city-platform/connector.yaml:10#/door/max-body",
                "connectors/city-platform/connector.yaml:13#/deliver/doubt",
                "connectors/city-platform/connector.yaml:18#/deliver/circuit/faillures");
        assertThat(refused.getMessage()).contains("connector.yaml:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "id: city-platform|id: City_Platform|value",
        "id: city-platform|id: other|folder",
        "direction: both|direction: in|contradiction",
        "direction: both|direction: sideways|value",
        "secrets: [sign-key, door-key]|secrets: [sign-key]|unknown-secret",
        "secrets: [sign-key, door-key]|secrets: [sign-key, door-key, door-key]|duplicate-name",
        "secrets: [sign-key, door-key]|secrets: [sign-key, door-key, base-url]|duplicate-name",
        "concurrency: 16|concurrency: 0|value",
        "concurrency: 16|concurrency: 1000|value",
        "concurrency: 16|concurrency: [16]|type",
        "total: 20s|total: 5s|contradiction",
        "total: 20s|total: 20|value",
        "jitter: 0.2|jitter: 2|value",
        "max: 5m|max: 100ms|contradiction",
        "from: \"08:00\"|from: \"25:00\"|value",
        "days: [MON, TUE]|days: [MONDAY]|value",
        "to: 2026-03-18T06:00+08:00|to: 2026-03-16T06:00+08:00|contradiction",
        "park: 24h|park: 1s|value",
        "max-depth: 16|max-depth: 16, max-depth: 17|yaml",
        "direction: both|direction: out|contradiction",
        "owner: {zh: 市行政审批服务局, en: City approval bureau}|owner: {zh: 局}|required",
        "id: city-platform|id: *x|yaml",
    })
    void refuses(String right, String wrong, String rule) {
        HubException refused = refusal("city-platform", FULL.replace(right, wrong));

        assertThat(refused.places()).extracting(Place::rule).contains(rule);
    }

    @Test
    void refusesDuplicateKeysEmptyFilesAndForeignCharsets() {
        assertThat(refusal("toy", SMALL + "direction: out\n").places())
                .extracting(Place::rule).containsExactly("duplicate-key");
        assertThat(refusal("toy", "").places()).extracting(Place::rule).containsExactly("empty");
        files.put("connectors/toy/connector.yaml", SMALL.getBytes(Charset.forName("GB18030")));
        assertThat(loadFailure().places()).extracting(Place::rule).containsExactly("charset");
    }

    @Test
    void refusesNamesThatWouldShareAnEnvironmentVariable() {
        write("a", SMALL.replace("id: toy", "id: a") + "settings: {b-c: x}\n");
        write("a-b", SMALL.replace("id: toy", "id: a-b") + "settings: {c: x}\n");

        assertThat(loadFailure().places()).extracting(Place::rule).containsExactly("clash");
    }

    @Test
    void environmentOverridesSettings() {
        ConnectorCatalogue catalogue = load("city-platform", FULL);

        ConnectorSettings settings = ConnectorSettings.of(
                catalogue, Map.of("HUB_CONNECTOR_CITY_PLATFORM_BASE_URL", "https://example.test/x")::get);

        assertThat(settings.find("city-platform", "base-url")).contains("https://example.test/x");
        assertThat(ConnectorSettings.of(catalogue, name -> null).find("city-platform.base-url"))
                .contains("http://127.0.0.1:8090/city-platform");
        assertThat(settings.find("city-platform.sign-key")).isEmpty();
    }

    private ConnectorCatalogue load(String id, String yaml) {
        write(id, yaml);
        return ConnectorCatalogue.parse(files);
    }

    private HubException refusal(String id, String yaml) {
        write(id, yaml);
        return loadFailure();
    }

    private HubException loadFailure() {
        return catchThrowableOfType(
                HubException.class, () -> ConnectorCatalogue.parse(files));
    }

    private void write(String id, String yaml) {
        files.put("connectors/" + id + "/connector.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
