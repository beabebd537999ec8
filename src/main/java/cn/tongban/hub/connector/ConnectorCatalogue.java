package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All connectors of one bundle, by id. Immutable. */
public final class ConnectorCatalogue {
    private static final String FILE = "connector.yaml";
    private static final int MAX_FILE = 256 * 1024;

    private final Map<String, ConnectorDescriptor> byId;

    public ConnectorCatalogue(Collection<ConnectorDescriptor> descriptors) {
        Map<String, ConnectorDescriptor> sorted = new TreeMap<>();
        descriptors.forEach(descriptor -> sorted.put(descriptor.id(), descriptor));
        this.byId = Collections.unmodifiableMap(sorted);
    }

    /**
     * Reads {@code <folder>/<id>/connector.yaml} of every sub-folder. A missing folder is an empty catalogue.
     *
     * @throws HubException BUNDLE_INVALID with the findings of all files together
     */
    public static ConnectorCatalogue load(Path folder) {
        List<Place> places = new ArrayList<>();
        List<ConnectorDescriptor> descriptors = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                descriptors.add(read(folder, file));
            } catch (HubException e) {
                places.addAll(e.places());
            }
        }
        return checked(descriptors, places);
    }

    /**
     * Reads the descriptors of a bundle that is already in memory.
     *
     * @param files {@code connectors/<id>/connector.yaml} to its bytes
     * @throws HubException BUNDLE_INVALID with the findings of all files together
     */
    public static ConnectorCatalogue parse(Map<String, byte[]> files) {
        List<Place> places = new ArrayList<>();
        List<ConnectorDescriptor> descriptors = new ArrayList<>();
        new TreeMap<>(files).forEach((path, bytes) -> {
            try {
                descriptors.add(named(path, DescriptorParser.parse(path, bytes)));
            } catch (HubException e) {
                places.addAll(e.places());
            }
        });
        return checked(descriptors, places);
    }

    private static ConnectorCatalogue checked(List<ConnectorDescriptor> descriptors, List<Place> places) {
        places.addAll(clashes(descriptors));
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, places.get(0).pointer(), places);
        }
        return new ConnectorCatalogue(descriptors);
    }

    private static ConnectorDescriptor named(String path, ConnectorDescriptor descriptor) {
        if (!path.endsWith("/" + descriptor.id() + "/" + FILE)) {
            throw invalid(path + ":1#/id", "folder", "id and the name of the folder must be the same");
        }
        return descriptor;
    }

    /** @throws HubException CONNECTOR_UNKNOWN */
    public ConnectorDescriptor get(String id) {
        return find(id).orElseThrow(() -> new HubException(ErrorCode.CONNECTOR_UNKNOWN, id));
    }

    public Optional<ConnectorDescriptor> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In the order of their ids. */
    public Collection<ConnectorDescriptor> all() {
        return byId.values();
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).sorted().map(child -> child.resolve(FILE)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConnectorDescriptor read(Path folder, Path file) {
        String name = folder.getFileName() + "/" + file.getParent().getFileName() + "/" + FILE;
        if (!Files.isRegularFile(file)) {
            throw invalid(name, "required", "each folder of a connector has a " + FILE);
        }
        try {
            if (Files.size(file) > MAX_FILE) {
                throw invalid(name, "size", "larger than " + MAX_FILE + " bytes");
            }
            return named(name, DescriptorParser.parse(name, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connector a-b with setting c and connector a with setting b-c would share one environment variable. */
    private static List<Place> clashes(List<ConnectorDescriptor> descriptors) {
        List<Place> places = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (ConnectorDescriptor descriptor : descriptors) {
            Stream.concat(
                            descriptor.settings().keySet().stream()
                                    .map(name -> EnvironmentNames.setting(descriptor.id(), name)),
                            descriptor.secrets().stream().map(name -> EnvironmentNames.secret(descriptor.id(), name)))
                    .forEach(variable -> {
                        String other = owners.putIfAbsent(variable, descriptor.id());
                        if (other != null) {
                            places.add(new Place("connectors/" + descriptor.id() + "/" + FILE, "clash",
                                    variable + " would also be a name of connector " + other));
                        }
                    });
        }
        return places;
    }

    private static HubException invalid(String place, String rule, String detail) {
        return new HubException(ErrorCode.BUNDLE_INVALID, place, List.of(new Place(place, rule, detail)));
    }
}
