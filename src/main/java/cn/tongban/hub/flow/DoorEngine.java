package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.connector.MaterialType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.support.DefaultConsumer;

/**
 * Lets routes of one bundle open doors with plain {@code platform-http:}. The doors stand in a table that the one servlet
 * of the hub asks; no port and no thread belongs to a bundle.
 */
final class DoorEngine implements PlatformHttpEngine {
    private static final String JSON = "application/json";
    private static final String ANY = "application/octet-stream";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    /** Operations of SOAP services; what comes there from outside is an envelope, see {@link SoapDoors}. */
    static final String SERVICES = "services";

    private static final Set<String> ROOTS = Set.of("in", "callback", SERVICES);

    private final ConnectorCatalogue catalogue;
    private final DoorTable table;
    private final Map<String, DoorGate> gates = new ConcurrentHashMap<>();

    DoorEngine(ConnectorCatalogue catalogue, DoorTable table) {
        this.catalogue = catalogue;
        this.table = table;
    }

    /** @throws IllegalArgumentException when the path belongs to no connector with a door, or the methods are not stated */
    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        PathPattern path = new PathPattern(endpoint.getPath());
        if (!ROOTS.contains(PathPattern.split(endpoint.getPath())[0])) {
            throw new IllegalArgumentException("doors are under " + ROOTS + ": " + path);
        }
        ConnectorDescriptor owner = catalogue.find(path.connector()).filter(found -> found.door().isPresent()).orElseThrow(
                () -> new IllegalArgumentException("no connector " + path.connector() + " with a door: " + path));
        Door limits = owner.door().orElseThrow();
        Optional<MaterialSettings> materials = endpoint.isUseStreaming() ? owner.materials() : Optional.empty();
        if (endpoint.isUseStreaming() && materials.isEmpty()) {
            throw new IllegalArgumentException("a door with useStreaming needs materials: in connector.yaml: " + path);
        }
        return new DoorConsumer(endpoint, processor, table, consumer -> new DoorTable.Entry(
                path, methods(endpoint), media(endpoint, materials), limits, materials, gate(path, limits, materials), consumer));
    }

    /** Uploads take minutes and cases milliseconds: each kind has its own places. */
    private DoorGate gate(PathPattern path, Door limits, Optional<MaterialSettings> materials) {
        return materials.isPresent()
                ? gates.computeIfAbsent(path.connector() + "/materials", id -> new DoorGate(materials.get().concurrency()))
                : gates.computeIfAbsent(path.connector(), id -> new DoorGate(limits.concurrency()));
    }

    private static Set<String> methods(PlatformHttpEndpoint endpoint) {
        String stated = endpoint.getHttpMethodRestrict() == null ? "" : endpoint.getHttpMethodRestrict();
        Set<String> methods = Stream.of(stated.toUpperCase(Locale.ROOT).split(","))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        if (!METHODS.containsAll(methods)) {
            throw new IllegalArgumentException("httpMethodRestrict names the methods of a door: " + endpoint.getPath());
        }
        return methods;
    }

    private static Set<String> media(PlatformHttpEndpoint endpoint, Optional<MaterialSettings> materials) {
        if (endpoint.getConsumes() != null) {
            return Stream.of(endpoint.getConsumes().toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                    .collect(Collectors.toUnmodifiableSet());
        }
        if (PathPattern.split(endpoint.getPath())[0].equals(SERVICES)) {
            return Set.of(XmlBody.MEDIA_TYPE);
        }
        return materials.map(settings -> Stream.concat(
                                settings.types().stream().map(MaterialType::mediaType), Stream.of(ANY))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of(JSON));
    }

    /** The door of one route. */
    private static final class DoorConsumer extends DefaultConsumer implements PlatformHttpConsumer {
        private final DoorTable table;
        private final Function<DefaultConsumer, DoorTable.Entry> entry;

        DoorConsumer(PlatformHttpEndpoint endpoint, Processor processor, DoorTable table,
                Function<DefaultConsumer, DoorTable.Entry> entry) {
            super(endpoint, processor);
            this.table = table;
            this.entry = entry;
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            table.open(entry.apply(this));
        }

        @Override
        protected void doStop() throws Exception {
            table.close(this);
            super.doStop();
        }
    }
}
