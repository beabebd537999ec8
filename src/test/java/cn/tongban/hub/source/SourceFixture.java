package cn.tongban.hub.source;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.flow.SourceFlow;
import cn.tongban.hub.flow.SourceFlow.Handed;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nodes that read the partner's tables into one hub database. */
final class SourceFixture implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String ROUTE = """
            - route:
                id: rows.%1$s
                group: rows
                description: What the partner's tables say
                routeConfigurationId: policy.receive
                from:
                  uri: hub:arrivals/rows
                  parameters: {channel: %1$s}
                  steps:
                    - to: {uri: "hub:validate/rows/row"}
                    - to: {uri: "hub:map/rows/row-to-canonical"}
                    - to: {uri: "hub:address/to", parameters: {systems: "office"}}
                    - to: {uri: "hub:record/case.submitted", parameters: {key: "/caseNo"}}
            """;
    /** Each state of a row is a case of its own, so that whatever is read can be recorded. */
    private static final String MAPPING = """
            {
              "caseNo": .row.row_guid + "-" + .row.version,
              "version": 1,
              "item": {"taskCode": "11610700Y00000016L3000131999000"},
              "applicant": {"name": "测试甲"},
              "receivedAt": "2026-03-16T09:30:00+08:00"
            }
            """;
    private static final String CONNECTOR = """
            id: rows
            name: {zh: 表, en: Rows}
            owner: {zh: 测试, en: Tests}
            direction: in
            settings: {database-url: "", database-user: ""}
            secrets: [database-password]
            source:
              kind: %s
              url: database-url
              user: database-user
              password: database-password
              slot: tongban_rows
              operation: cd_operation
              group: project_no
              tables:
                - {name: up_pro_accept, channel: accept, parent: true, columns: [row_guid, project_no, applyer_name, remark, amount, apply_date, cd_operation, update_time, version]}
                - {name: up_pro_process, channel: process, columns: [row_guid, project_no, process_name, event_start_time, cd_operation, update_time, version]}
              batch: 50
              poll: 100ms
              retry: 1s
            %s
            """;

    static {
        for (String noisy : List.of("io.debezium", "org.apache.kafka", "org.apache.camel", "org.springframework")) {
            ((Logger) LoggerFactory.getLogger(noisy)).setLevel(Level.ERROR);
        }
    }

    final SourceFlow flow;
    final PartnerDatabase partner = PartnerDatabase.shared();
    private final SourceRepository repository;
    private final DataSource sessions;
    private final String more;
    private final List<Sources> nodes = new ArrayList<>();

    /** @param sessions gives a session of its own each time */
    SourceFixture(DataSource dataSource, DataSource sessions, Path data, String kind, String more) {
        this.more = more;
        partner.reset();
        this.sessions = sessions;
        flow = new SourceFlow(dataSource, data);
        flow.file("connectors/rows/contract/row.schema.json", "{\"type\":\"object\"}")
                .file("mappings/rows/row-to-canonical.jslt", MAPPING)
                .file("routes/rows/rows.accept.camel.yaml", ROUTE.formatted("accept"))
                .file("routes/rows/rows.process.camel.yaml", ROUTE.formatted("process"))
                .environment("HUB_SECRET_ROWS_DATABASE_PASSWORD", partner.password())
                .environment("HUB_CONNECTOR_ROWS_DATABASE_USER", partner.user())
                .environment("HUB_CONNECTOR_ROWS_DATABASE_URL", partner.url());
        useKind(kind);
        repository = new SourceRepository(flow.jdbc());
    }

    static SourceFixture on(PgExtension hub, Path data, String kind, String more) {
        return new SourceFixture(hub.dataSource(), sessions(hub), data, kind, more);
    }

    static DataSource sessions(PgExtension hub) {
        return new DriverManagerDataSource(hub.url() + "?ApplicationName=tongban-hub", hub.user(), hub.password());
    }

    /** Swaps to a bundle that reads the same tables in another way. */
    void useKind(String kind) {
        flow.file("connectors/rows/connector.yaml", CONNECTOR.formatted(kind, more.indent(2))).swap();
    }

    SourceRepository repository() {
        return repository;
    }

    /** A node of the cluster, with sources of its own. */
    Sources node(String name) {
        return node(name, Duration.ofSeconds(15));
    }

    Sources node(String name, Duration lease) {
        WaitingRepository waiting = new WaitingRepository(flow.jdbc(), flow.vault());
        Clock clock = Clock.systemUTC();
        List<SourceFactory> factories = new ArrayList<>();
        for (SourceKind kind : List.of(SourceKind.POSTGRES_CDC, SourceKind.JDBC_POLLING)) {
            factories.add(new TableFactory(kind, flow.entry(), repository, waiting, flow.meters(), clock));
        }
        Sources sources = new Sources(flow.active(), factories, new LeadershipRepository(sessions, name, lease),
                repository, clock);
        nodes.add(sources);
        return sources;
    }

    Sources start() {
        Sources sources = node("node-a");
        sources.start();
        return sources;
    }

    static SourceStatus status(Sources sources) {
        return sources.status().stream().filter(one -> one.id().equals("rows")).findFirst().orElseThrow();
    }

    static void awaitState(Sources sources, SourceState state) {
        await(state.wire()).atMost(LIMIT).pollInterval(Duration.ofMillis(50))
                .until(() -> status(sources).state(), state::equals);
    }

    /** Reading and the slot taken: what is written from now on is streamed. */
    void awaitStreaming(Sources sources) {
        awaitState(sources, SourceState.READING);
        await("slot taken").atMost(LIMIT).until(partner::slotActive);
    }

    void awaitAlarm(SourceAlarm alarm) {
        await(alarm.code()).atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> alarms().contains(alarm));
    }

    List<SourceAlarm> alarms() {
        return repository.alarms().stream().map(SourceRepository.Alarm::alarm).toList();
    }

    /** What the inbox knows, by the guid that begins after the table's name. */
    List<String> guids() {
        return flow.recorded().stream().map(SourceFixture::guid).toList();
    }

    static String guid(Handed one) {
        return one.key().split("/")[1];
    }

    void awaitGuids(String... guids) {
        await(List.of(guids) + " recorded").atMost(LIMIT).pollInterval(Duration.ofMillis(20))
                .until(() -> guids().containsAll(List.of(guids)));
    }

    void stopAll() {
        nodes.forEach(Sources::stop);
        nodes.clear();
    }

    @Override
    public void close() {
        stopAll();
        flow.close();
        partner.dropSlot();
    }
}
