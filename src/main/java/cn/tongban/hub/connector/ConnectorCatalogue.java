package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.OwnMessages;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All connectors of one bundle, by id. Immutable. */
public final class ConnectorCatalogue {
    private static final String FOLDER = "connectors/";
    private static final String FILE = "connector.yaml";
    private static final int MAX_FILE = 256 * 1024;

    private final Map<String, ConnectorDescriptor> byId;

    public ConnectorCatalogue(Collection<ConnectorDescriptor> descriptors) {
        Map<String, ConnectorDescriptor> sorted = new TreeMap<>();
        descriptors.forEach(descriptor -> sorted.put(descriptor.id(), descriptor));
        this.byId = Collections.unmodifiableMap(sorted);
    }

    /**
     * Reads {@code connectors/<id>/connector.yaml} of every folder under {@code connectors/}.
     *
     * @param files of a bundle, by path with forward slashes; others are not looked at
     * @throws HubException BUNDLE_INVALID with the findings of all files together
     */
    public static ConnectorCatalogue parse(Map<String, byte[]> files) {
        List<Place> places = new ArrayList<>();
        List<ConnectorDescriptor> descriptors = new ArrayList<>();
        for (String folder : folders(files.keySet())) {
            try {
                String file = FOLDER + folder + "/" + FILE;
                if (!files.containsKey(file)) {
                    throw invalid(file, "required", "each folder of a connector has a " + FILE);
                }
                descriptors.add(read(folder, file, files.get(file)));
            } catch (HubException e) {
                places.addAll(e.places());
            }
        }
        places.addAll(clashes(descriptors));
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, places.get(0).pointer(), places);
        }
        return new ConnectorCatalogue(descriptors);
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

    /** Where deliveries can go, in the order of the connectors' ids. */
    public List<String> destinations() {
        return byId.values().stream().flatMap(connector -> connector.destinations().stream()).toList();
    }

    /** Whose destination this is; empty when nothing can go there. */
    public Optional<ConnectorDescriptor> owning(String destination) {
        return find(Destination.of(destination).connector())
                .filter(connector -> connector.destinations().contains(destination));
    }

    private static Set<String> folders(Collection<String> paths) {
        return paths.stream()
                .filter(path -> path.startsWith(FOLDER) && path.indexOf('/', FOLDER.length()) > 0)
                .map(path -> path.substring(FOLDER.length(), path.indexOf('/', FOLDER.length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ConnectorDescriptor read(String folder, String file, byte[] yaml) {
        if (yaml.length > MAX_FILE) {
            throw invalid(file, "size", "larger than " + MAX_FILE + " bytes");
        }
        ConnectorDescriptor descriptor = DescriptorParser.parse(file, yaml);
        if (!folder.equals(descriptor.id())) {
            throw invalid(file + ":1#/id", "folder", "id and the name of the folder must be the same");
        }
        return descriptor;
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
                            places.add(new Place(FOLDER + descriptor.id() + "/" + FILE, "clash",
                                    variable + " would also be a name of connector " + other));
                        }
                    });
        }
        Set<String> parties = new TreeSet<>();
        for (ConnectorDescriptor descriptor : descriptors) {
            if (descriptor.id().equals(OwnMessages.CONNECTOR)) {
                places.add(new Place(FOLDER + descriptor.id() + "/" + FILE, "clash", "the hub itself is called so"));
            }
            descriptor.parties().keySet().stream().filter(party -> !parties.add(party)).forEach(party ->
                    places.add(new Place(FOLDER + descriptor.id() + "/" + FILE, "clash",
                            "another connector has a party " + party + " too")));
        }
        return places;
    }

    private static HubException invalid(String place, String rule, String detail) {
        return new HubException(ErrorCode.BUNDLE_INVALID, place, List.of(new Place(place, rule, detail)));
    }
}
