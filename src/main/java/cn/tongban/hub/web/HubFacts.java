package cn.tongban.hub.web;

import cn.tongban.hub.support.DataFolder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** How the hub itself is, on this node: figures and states, no address and nothing of a case. */
@Component
public final class HubFacts {
    private final ObjectProvider<HealthEndpoint> health;
    private final DiagnosticsRepository database;
    private final DataFolder data;
    private final BundleAtWork bundle;

    HubFacts(ObjectProvider<HealthEndpoint> health, DiagnosticsRepository database, DataFolder data, BundleAtWork bundle) {
        this.health = health;
        this.database = database;
        this.data = data;
        this.bundle = bundle;
    }

    /**
     * @param heapUsed bytes, as {@code heapMost}, {@code diskFree} and {@code databaseSize}
     * @param bundle digest of the bundle at work
     */
    public record Facts(boolean up, List<Part> parts, String version, String java, Duration uptime, int processors, long heapUsed,
            long heapMost, long diskFree, long databaseSize, String bundle) {}

    /**
     * Something that the hub leans on.
     *
     * @param details in English, sorted by name
     */
    public record Part(String name, boolean up, Map<String, String> details) {}

    public Facts now() {
        Runtime runtime = Runtime.getRuntime();
        HealthComponent whole = health.getObject().health();
        return new Facts(whole.getStatus().equals(Status.UP), parts(whole),
                Objects.requireNonNullElse(HubFacts.class.getPackage().getImplementationVersion(), "–"), Runtime.version().toString(),
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()), runtime.availableProcessors(),
                runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), data.path().toFile().getUsableSpace(),
                database.size(), bundle.parts().files().digest());
    }

    private static List<Part> parts(HealthComponent whole) {
        return whole instanceof CompositeHealth composite
                ? composite.getComponents().entrySet().stream().map(one -> part(one.getKey(), one.getValue())).toList()
                : List.of();
    }

    private static Part part(String name, HealthComponent component) {
        Map<String, Object> details = component instanceof Health one ? one.getDetails() : Map.of();
        return new Part(name, component.getStatus().equals(Status.UP), details.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, detail -> String.valueOf(detail.getValue()), (left, right) -> left, TreeMap::new)));
    }
}
