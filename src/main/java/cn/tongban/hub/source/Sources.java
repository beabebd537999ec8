package cn.tongban.hub.source;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.connector.SourceSettings;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.source.SourceBoard.Shown;
import cn.tongban.hub.source.SourceRepository.Reader;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * All sources of this node. They live beside the bundle and not in it: a bundle that is swapped for one with the same
 * source settings does not touch them, so a deployment never makes two readers.
 */
public final class Sources implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Sources.class);
    /** After the bundle and the deliveries have begun, and ended before them. */
    private static final int AFTER_THE_BUNDLE = Integer.MAX_VALUE - 3072;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ActiveBundle active;
    private final Map<SourceKind, SourceFactory> factories;
    private final LeadershipRepository leadership;
    private final SourceRepository repository;
    private final Clock clock;
    private final Map<String, Running> running = new TreeMap<>();
    private volatile boolean started;

    Sources(ActiveBundle active, Collection<SourceFactory> factories, LeadershipRepository leadership,
            SourceRepository repository, Clock clock) {
        this.active = active;
        this.factories = factories.stream().collect(Collectors.toMap(SourceFactory::kind, factory -> factory));
        this.leadership = leadership;
        this.repository = repository;
        this.clock = clock;
    }

    private record Running(String connector, SourceSettings settings, Map<String, String> plain,
            SourceBoard board, Optional<SourceRunner> runner) {}

    @Override
    public synchronized void start() {
        started = true;
        follow();
    }

    /**
     * Makes what runs match the active bundle. Whoever reads with the same settings as before is left alone, so that a
     * deployment is not noticed; what changed ends first and begins anew.
     */
    synchronized void follow() {
        if (!started || active.digest().isEmpty()) {
            return;
        }
        Bundle bundle = active.bundle();
        Map<String, ConnectorDescriptor> wanted = new TreeMap<>();
        for (ConnectorDescriptor connector : bundle.connectors().all()) {
            connector.source().ifPresent(settings -> wanted.put(connector.id(), connector));
        }
        List<Running> gone = running.values().stream().filter(r -> !same(r, wanted.get(r.connector()), bundle)).toList();
        end(gone);
        running.values().removeAll(gone);
        wanted.values().stream()
                .filter(connector -> running.values().stream().noneMatch(r -> r.connector().equals(connector.id())))
                .toList().forEach(connector -> open(bundle, connector));
    }

    private static boolean same(Running old, @Nullable ConnectorDescriptor now, Bundle bundle) {
        return now != null && old.settings().equals(now.source().orElse(null))
                && old.plain().equals(bundle.settings().of(now.id()));
    }

    private void open(Bundle bundle, ConnectorDescriptor connector) {
        SourceSettings settings = connector.source().orElseThrow();
        Map<String, SourceAdapter> adapters = adapters(bundle, connector, settings.kind());
        Map<String, String> plain = bundle.settings().of(connector.id());
        if (adapters.isEmpty()) {
            SourceBoard board = new SourceBoard(clock, SourceState.OFF);
            running.put(connector.id(), new Running(connector.id(), settings, plain, board, Optional.empty()));
        }
        adapters.forEach((id, adapter) -> {
            SourceBoard board = new SourceBoard(clock, SourceState.STANDBY);
            SourceRunner runner = new SourceRunner(id, adapter, leadership, repository, board);
            running.put(id, new Running(connector.id(), settings, plain, board, Optional.of(runner)));
            runner.start();
        });
    }

    /** One source that cannot be opened must not keep the hub from starting. */
    private Map<String, SourceAdapter> adapters(Bundle bundle, ConnectorDescriptor connector, SourceKind kind) {
        SourceFactory factory = factories.get(kind);
        try {
            return factory == null ? Map.of() : factory.open(bundle, connector);
        } catch (HubException e) {
            log.atError().addKeyValue("source", connector.id()).setCause(e)
                    .log("Source {} cannot be opened and stays off", connector.id());
            return Map.of();
        }
    }

    @Override
    public synchronized void stop() {
        started = false;
        end(running.values());
        running.clear();
    }

    private static void end(Collection<Running> some) {
        List<SourceRunner> runners = some.stream().flatMap(r -> r.runner().stream()).toList();
        runners.forEach(SourceRunner::stop);
        try {
            for (SourceRunner runner : runners) {
                if (!runner.awaitEnd(PATIENCE)) {
                    log.warn("A source is left while it still reads; its epoch keeps it from recording");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return AFTER_THE_BUNDLE;
    }

    /** How each source of the active bundle stands, in the order of their ids. */
    public List<SourceStatus> status() {
        Map<String, Reader> readers = repository.readers().stream().collect(Collectors.toMap(Reader::source, r -> r));
        Map<String, List<SourceRepository.Alarm>> alarms =
                repository.alarms().stream().collect(Collectors.groupingBy(SourceRepository.Alarm::source));
        List<SourceStatus> all = new ArrayList<>();
        boards().forEach((id, one) -> all.add(status(id, one, Optional.ofNullable(readers.get(id)),
                alarms.getOrDefault(id, List.of()))));
        return all;
    }

    private static SourceStatus status(String id, Running one, Optional<Reader> reader,
            List<SourceRepository.Alarm> alarms) {
        Shown shown = one.board().shown();
        return new SourceStatus(id, one.connector(), one.settings().kind().wire(), shown.state(), shown.since(),
                reader.map(Reader::owner).orElse(""), reader.flatMap(Reader::movedAt),
                shown.lag().map(lag -> lag.behind().toMillis() / 1000.0), shown.lag().map(SourceBoard.Lag::bytes),
                alarms.stream().map(a -> new SourceStatus.Alarm(a.alarm(), a.subject(), a.since())).toList());
    }

    private synchronized Map<String, Running> boards() {
        return new TreeMap<>(running);
    }

    /** As this node remembers it, without asking the database. */
    Map<String, Shown> shown() {
        Map<String, Shown> all = new TreeMap<>();
        boards().forEach((id, one) -> all.put(id, one.board().shown()));
        return all;
    }
}
