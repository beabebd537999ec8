package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** A real hub that reads a foreign server by change capture. */
final class CdcRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final RowsPartner partner = new RowsPartner();
    private final HubProcess hub;

    CdcRun(Path folder) {
        hub = partner.bind(new HubProcess(folder.resolve("hub"), FreePorts.next()))
                .with("HUB_BUNDLE", RowsBundle.in(folder.resolve("bundle")).folder().toString());
    }

    void start() {
        hub.start();
        await("source reads").atMost(PATIENCE).until(() -> hub.get("/actuator/health").bodyText().contains("\"rows\":\"reading\""));
    }

    RowsPartner partner() {
        return partner;
    }

    HubProcess hub() {
        return hub;
    }

    Set<String> recorded() {
        return new TreeSet<>(hub.database().strings("select case_no from message where connector = 'rows'"));
    }

    /** How many are recorded; nobody can say while the database is away. */
    long count() {
        try {
            return hub.database().number("select count(*) from message where connector = 'rows'");
        } catch (AssertionError away) {
            return -1;
        }
    }

    void awaitCount(long goal) {
        await(goal + " recorded").atMost(PATIENCE).until(() -> count() >= goal);
    }

    /**
     * Every state of every row is recorded once. Of a row that changed while nobody could read, reading by key sees the
     * last state only; but nothing here loses its slot, so all of them must be there.
     */
    void assertEqual() {
        Set<String> written = partner.states();
        await("all of " + written.size() + " recorded").atMost(PATIENCE).pollInterval(Duration.ofMillis(500))
                .until(() -> recorded().size() >= written.size());
        assertThat(recorded()).isEqualTo(written);
        assertThat(count()).isEqualTo(written.size());
        assertThat(hub.database().strings("select code || ' ' || subject from source_alarm where code <> 'lag'")).as(hub::log).isEmpty();
    }

    @Override
    public void close() throws InterruptedException {
        hub.close();
        partner.close();
    }
}
