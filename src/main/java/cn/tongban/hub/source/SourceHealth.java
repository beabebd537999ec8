package cn.tongban.hub.source;

import java.util.stream.Collectors;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Says how each source stands. Never down: a partner that cannot be read is no reason to send window staff to another
 * node, or to restart this one.
 */
final class SourceHealth implements HealthIndicator {
    private final Sources sources;

    SourceHealth(Sources sources) {
        this.sources = sources;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        sources.shown().forEach((id, shown) -> {
            String alarms = shown.alarms().keySet().stream().map(SourceAlarm::code).sorted().collect(Collectors.joining(", "));
            health.withDetail(id, shown.state().wire() + (alarms.isEmpty() ? "" : "; " + alarms));
        });
        return health.build();
    }
}
