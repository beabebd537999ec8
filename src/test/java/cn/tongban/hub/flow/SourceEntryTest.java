package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.flow.RefusedBytes.Refusal;
import cn.tongban.hub.intake.Fate;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceEntryTest {
    private static final String ROUTE =
            """
            - route:
                id: rows.record
                group: rows
                description: What the desk's tables say
                routeConfigurationId: policy.receive
                from:
                  uri: hub:arrivals/rows
                  parameters: {channel: case}
                  steps:
                    - to: {uri: "hub:validate/desk/case"}
                    - to: {uri: "hub:map/desk/case-to-canonical"}
                    - to: {uri: "hub:address/item-catalogue"}
                    - to: {uri: "hub:record/case.submitted", parameters: {key: "/caseNo,/version"}}
            """;
    private static final String CONNECTOR =
            """
            id: rows
            name: {zh: 表, en: Rows}
            owner: {zh: 测试, en: Tests}
            direction: in
            source: {kind: amqp}
            """;

    private final Bundles bundles = new Bundles();
    private final ActiveBundle active = new ActiveBundle();
    private final List<Recording> recorded = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<String> positions = new ArrayList<>();
    private HubException away;
    private final SourceEntry entry = new SourceEntry(active, this::record, refused::add, Observed.NOBODY);

    @BeforeEach
    void start() {
        bundles.file("connectors/rows/connector.yaml", CONNECTOR).file("routes/rows/rows.record.camel.yaml", ROUTE);
        active.swap(bundles.start());
    }

    @AfterEach
    void stop() {
        active.close();
    }

    @Test
    void aBatchIsRecordedInItsOrderTogetherWithItsPosition() {
        List<Taken> taken = entry.handOver(List.of(row("k1", "A-1"), row("k2", "A-2")), () -> positions.add("2"));

        assertThat(taken).hasOnlyElementsOfType(Taken.Recorded.class).hasSize(2);
        assertThat(recorded).extracting(Recording::caseNo).containsExactly("A-1", "A-2");
        assertThat(recorded).extracting(Recording::key).containsExactly("k1", "k2");
        assertThat(recorded).extracting(Recording::connector).containsOnly("rows");
        assertThat(recorded).allMatch(recording -> recording.nonce() == null);
        assertThat(positions).containsExactly("2");
    }

    @Test
    void aBadRowIsRefusedWithItsBytesAndDoesNotStopItsNeighbours() {
        SourceItem bad = new SourceItem("rows", "case", "", "k1", "application/json", "nonsense".getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-16T01:30:00Z"));

        List<Taken> taken = entry.handOver(List.of(bad, row("k2", "A-2")), () -> positions.add("2"));

        assertThat(taken.get(0)).isInstanceOfSatisfying(Taken.Refused.class,
                refusal -> assertThat(refusal.why().code()).isEqualTo(ErrorCode.BODY_NOT_JSON));
        assertThat(taken.get(1)).isInstanceOf(Taken.Recorded.class);
        assertThat(refused).singleElement().satisfies(kept -> assertThat(kept.body()).isEqualTo(bad.body()));
        assertThat(positions).containsExactly("2");
    }

    @Test
    void aChannelWithoutARouteIsRefused() {
        SourceItem lost = new SourceItem("rows", "other", "", "k", "application/json", new byte[] {'{', '}'}, Instant.now());

        assertThat(entry.handOver(List.of(lost), () -> positions.add("1"))).singleElement().isInstanceOfSatisfying(
                Taken.Refused.class, refusal -> assertThat(refusal.why().code()).isEqualTo(ErrorCode.NO_ROUTE));
    }

    @Test
    void nothingIsDoneWhileTheDatabaseIsAway() {
        away = new HubException(ErrorCode.DATABASE_UNAVAILABLE);

        assertThatThrownBy(() -> entry.handOver(List.of(row("k1", "A-1")), () -> positions.add("1"))).isSameAs(away);
        assertThat(positions).isEmpty();
    }

    @Test
    void aSwapOfBundlesDisturbsNoSource() {
        entry.handOver(List.of(row("k1", "A-1")), () -> positions.add("1"));
        active.swap(bundles.file("routes/rows/flow.yaml", "name: {zh: 新, en: new}").start());

        assertThat(entry.handOver(List.of(row("k2", "A-2")), () -> positions.add("2")))
                .singleElement().isInstanceOf(Taken.Recorded.class);
        assertThat(recorded).extracting(Recording::bundle).doesNotHaveDuplicates().hasSize(2);
    }

    private static SourceItem row(String key, String caseNo) {
        String json = "{\"caseNo\":\"" + caseNo + "\",\"version\":1,\"taskCode\":\"" + Bundles.TASK
                + "\",\"applicant\":\"甲\",\"receivedAt\":\"2026-03-16T09:30:00+08:00\"}";
        return new SourceItem("rows", "case", "", key, "application/json", json.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-16T01:30:00Z"));
    }

    private List<Fate> record(List<Recording> recordings, Consumer<List<Fate>> within) {
        if (away != null) {
            throw away;
        }
        recorded.addAll(recordings);
        List<Fate> fates = recordings.stream()
                .map(recording -> (Fate) new Fate.Recorded(new Receipt("{}", false)))
                .toList();
        within.accept(fates);
        return fates;
    }
}
