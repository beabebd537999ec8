package cn.tongban.hub.source;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.SourceEntry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the readers of tables: change capture and polling differ in how they read and in nothing else. */
final class TableFactory implements SourceFactory {
    private final SourceKind kind;
    private final SourceEntry entry;
    private final SourceRepository sources;
    private final WaitingRepository waiting;
    private final MeterRegistry meters;
    private final Clock clock;

    TableFactory(SourceKind kind, SourceEntry entry, SourceRepository sources, WaitingRepository waiting,
            MeterRegistry meters, Clock clock) {
        this.kind = kind;
        this.entry = entry;
        this.sources = sources;
        this.waiting = waiting;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return kind;
    }

    @Override
    public Map<String, SourceAdapter> open(Bundle bundle, ConnectorDescriptor connector) {
        TableSource settings = (TableSource) connector.source().orElseThrow();
        String id = connector.id();
        String url = bundle.settings().find(id, settings.url()).orElse("").trim();
        if (url.isEmpty()) {
            return Map.of();
        }
        Partner partner = new Partner(url, bundle.settings().find(id, settings.user()).orElse(""),
                bundle.secrets().get(id, settings.password()));
        return Map.of(id, adapter(id, partner, settings));
    }

    private SourceAdapter adapter(String id, Partner partner, TableSource settings) {
        if (!partner.url().startsWith("jdbc:") || kind == SourceKind.POSTGRES_CDC && !partner.postgres()) {
            return term -> wrong(term, settings);
        }
        Handout handout = new Handout(id, settings, entry, waiting, meters, clock);
        TableShapes shapes = new TableShapes(id, settings, sources);
        return kind == SourceKind.POSTGRES_CDC
                ? new CdcSource(id, partner, settings, handout, shapes, clock)
                : new PollingSource(id, partner, settings, handout, shapes);
    }

    private static void wrong(Term term, TableSource settings) throws InterruptedException {
        term.raise(SourceAlarm.SETTINGS_INVALID, settings.url());
        term.tell(SourceState.STOPPED_BY_ALARM);
        while (term.held()) {
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
