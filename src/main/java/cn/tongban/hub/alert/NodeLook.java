package cn.tongban.hub.alert;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.source.SourceState;
import cn.tongban.hub.source.SourceStatus;
import cn.tongban.hub.source.Sources;
import cn.tongban.hub.support.StorageGauge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What only this node sees: its circuits, the sources that it reads, its disk. */
final class NodeLook implements Look {
    private static final Set<SourceState> STILL = Set.of(SourceState.STOPPED_BY_ALARM, SourceState.WAITING_FOR_PARTNER);

    private final String node;
    private final Destinations destinations;
    private final OpenDeliveries open;
    private final Sources sources;
    private final StorageGauge storage;
    private final AlertProperties settings;

    NodeLook(String node, Destinations destinations, OpenDeliveries open, Sources sources, StorageGauge storage,
            AlertProperties settings) {
        this.node = node;
        this.destinations = destinations;
        this.open = open;
        this.sources = sources;
        this.storage = storage;
        this.settings = settings;
    }

    @Override
    public Set<AlertRule> rules() {
        return Set.of(AlertRule.CIRCUIT, AlertRule.SOURCE, AlertRule.STORAGE);
    }

    @Override
    public List<Sighting> now() {
        List<Sighting> found = new ArrayList<>();
        if (!settings.circuit().isZero()) {
            found.addAll(circuits());
        }
        if (!settings.source().isZero()) {
            sources.status().stream().filter(NodeLook::isStill)
                    .forEach(status -> found.add(new Sighting(AlertRule.SOURCE, status.id(), 1)));
        }
        if (storage.low()) {
            found.add(new Sighting(AlertRule.STORAGE, node, 1));
        }
        return found;
    }

    /** Of an open circuit before which nothing waits nobody suffers; it closes with the next delivery. */
    private List<Sighting> circuits() {
        Set<String> broken = destinations.all().stream()
                .filter(status -> status.open() && !status.circuit().equals("closed"))
                .map(Destinations.Status::destination).collect(Collectors.toSet());
        return broken.isEmpty() ? List.of() : open.all().stream()
                .filter(one -> broken.contains(one.destination()) && one.waiting() > 0)
                .map(one -> new Sighting(AlertRule.CIRCUIT, one.destination(), one.waiting())).toList();
    }

    private static boolean isStill(SourceStatus status) {
        return STILL.contains(status.state());
    }
}
