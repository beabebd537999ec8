package cn.tongban.hub.replay;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of a bundle as the time machine needs them: where they begin, what they name, what decides what they do. */
final class RouteBook {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ANY = "*";

    private final List<InRoute> in = new ArrayList<>();
    private final List<OutRoute> out = new ArrayList<>();

    private RouteBook() {}

    /** @throws HubException BUNDLE_INVALID when a file of routes is not YAML */
    static RouteBook of(BundleFiles files) {
        RouteBook book = new RouteBook();
        Footprints footprints = new Footprints(files);
        for (String path : files.paths("routes/", ".camel.yaml")) {
            for (JsonNode route : read(files, path).findValues("route")) {
                if (route.has("from")) {
                    book.add(route, path, footprints);
                }
            }
        }
        return book;
    }

    private static JsonNode read(BundleFiles files, String path) {
        try {
            return YAML.readTree(files.text(path));
        } catch (IOException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, path);
        }
    }

    private void add(JsonNode route, String path, Footprints footprints) {
        String id = route.path("id").asText();
        String uri = withoutOptions(route.at("/from/uri").asText());
        JsonNode parameters = route.at("/from/parameters");
        List<String> mappings = mappings(route);
        if (uri.startsWith("platform-http:")) {
            String door = uri.substring("platform-http:".length());
            String[] parts = door.split("/");
            Set<String> documents = documents(route);
            if (parts.length > 2 && !documents.isEmpty()) {
                in.add(new InRoute(id, parts[2], door, parameters.path("httpMethodRestrict").asText("POST"), documents,
                        parameters.path("useStreaming").asBoolean(), contracts(route), mappings, footprints.of(path, parts[2])));
            }
        } else if (uri.startsWith("hub:arrivals/")) {
            String connector = uri.substring("hub:arrivals/".length());
            in.add(new InRoute(id, connector, parameters.path("channel").asText(), "", documents(route), stores(route),
                    contracts(route), mappings, footprints.of(path, connector)));
        } else if (uri.startsWith("hub:deliveries/")) {
            String destination = uri.substring("hub:deliveries/".length());
            out.add(new OutRoute(id, destination, split(parameters.path("types").asText(ANY)), mappings,
                    footprints.of(path, Destination.of(destination).connector())));
        }
    }

    /** All routes by which something of this connector comes in. */
    List<InRoute> arriving(String connector) {
        return in.stream().filter(route -> route.connector().equals(connector)).toList();
    }

    /** Those that may have recorded such a document. */
    List<InRoute> arriving(String connector, String document) {
        return in.stream()
                .filter(route -> route.connector().equals(connector) && route.documents().contains(document))
                .toList();
    }

    Optional<InRoute> sameEntry(InRoute other) {
        return in.stream().filter(other::sameEntry).findFirst();
    }

    /** The route for the type itself, else the one for every type; a party's own before that of its connector. */
    Optional<OutRoute> carrying(String destination, String type) {
        Destination to = Destination.of(destination);
        Stream<String> keys = to.party().isEmpty() || to.party().equals(Destination.EVENTS)
                ? Stream.of(destination) : Stream.of(destination, to.connector());
        return keys.flatMap(key -> Stream.of(type, ANY).flatMap(wanted -> out.stream()
                        .filter(route -> route.destination().equals(key) && route.types().contains(wanted))))
                .findFirst();
    }

    private static boolean stores(JsonNode route) {
        return route.findValuesAsText("uri").stream().anyMatch(uri -> uri.startsWith("hub:store/"));
    }

    private static Set<String> documents(JsonNode route) {
        Set<String> documents = new TreeSet<>();
        for (JsonNode step : route.findParents("uri")) {
            String uri = step.path("uri").asText();
            if (uri.startsWith("hub:record/")) {
                documents.add(withoutOptions(uri).substring("hub:record/".length()));
                JsonNode or = step.at("/parameters/or");
                if (or.isTextual()) {
                    documents.add(or.asText());
                }
            }
        }
        return documents;
    }

    private static List<String> mappings(JsonNode route) {
        List<String> names = new ArrayList<>();
        for (JsonNode step : route.findParents("uri")) {
            String uri = step.path("uri").asText();
            if (uri.startsWith("hub:map/")) {
                names.add(withoutOptions(uri).substring("hub:map/".length()));
                JsonNode instead = step.at("/parameters/instead");
                if (instead.isTextual()) {
                    names.add(instead.asText());
                }
            }
        }
        return names;
    }

    private static List<String> contracts(JsonNode route) {
        return route.findParents("uri").stream().map(step -> withoutOptions(step.path("uri").asText()))
                .filter(uri -> uri.startsWith("hub:validate/")).map(uri -> uri.substring("hub:validate/".length()))
                .toList();
    }

    private static Set<String> split(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    private static String withoutOptions(String uri) {
        int options = uri.indexOf('?');
        return options < 0 ? uri : uri.substring(0, options);
    }
}
