package cn.tongban.hub.alert;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.delivery.OpenDeliveries.Open;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the database shows to every node alike: dead letters, doubts and what waits too long. */
final class SharedLook implements Look {
    private final OpenDeliveries open;
    private final Destinations destinations;
    private final AlertProperties settings;
    private final Clock clock;

    SharedLook(OpenDeliveries open, Destinations destinations, AlertProperties settings, Clock clock) {
        this.open = open;
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<AlertRule> rules() {
        return Set.of(AlertRule.DEAD, AlertRule.DOUBTS, AlertRule.LAG);
    }

    @Override
    public List<Sighting> now() {
        Map<String, Destinations.Status> sending = destinations.all().stream()
                .collect(Collectors.toMap(Destinations.Status::destination, Function.identity()));
        List<Sighting> found = new ArrayList<>();
        for (Open one : open.all()) {
            if (settings.dead() > 0 && one.dead() >= settings.dead()) {
                found.add(new Sighting(AlertRule.DEAD, one.destination(), one.dead()));
            }
            if (settings.doubts() > 0 && one.doubtful() >= settings.doubts()) {
                found.add(new Sighting(AlertRule.DOUBTS, one.destination(), one.doubtful()));
            }
            Destinations.Status status = sending.get(one.destination());
            // What is closed by its hours or by an order waits as it should; a pause that nobody lifts does not.
            boolean mayGo = status == null || status.open();
            long minutes = one.oldest() == null ? 0 : minutesSince(one.oldest());
            if (!settings.lag().isZero() && mayGo && minutes >= settings.lag().toMinutes()) {
                found.add(new Sighting(AlertRule.LAG, one.destination(), minutes));
            }
        }
        return found;
    }

    private long minutesSince(Instant at) {
        return Duration.between(at, clock.instant()).toMinutes();
    }
}
