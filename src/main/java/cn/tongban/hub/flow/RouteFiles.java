package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Loads the routes of a bundle in one batch, policies first, and refuses what Camel would silently accept. */
final class RouteFiles {
    private static final String ROUTES = ".camel.yaml";
    private static final String KAMELETS = ".kamelet.yaml";
    private static final String POLICIES = "routes/policies/";
    private static final Set<String> KINDS = Set.of("route", "routeConfiguration");

    private RouteFiles() {}

    /** @throws HubException BUNDLE_INVALID with one place per finding; also for whatever Camel itself refuses */
    static void load(DefaultCamelContext camel, BundleFiles files) throws Exception {
        List<String> routes = new ArrayList<>(files.paths(POLICIES, ROUTES));
        files.paths("routes/", ROUTES).stream().filter(path -> !path.startsWith(POLICIES)).forEach(routes::add);
        // Before Camel sees them: a bean in YAML would be made while it is read.
        routes.forEach(path -> onlyRoutes(path, files.text(path)));
        List<String> paths = new ArrayList<>(files.paths("connectors/", KAMELETS));
        paths.addAll(0, routes.stream().filter(path -> path.startsWith(POLICIES)).toList());
        paths.addAll(routes.stream().filter(path -> !path.startsWith(POLICIES)).toList());
        List<Resource> resources = paths.stream()
                .map(path -> ResourceHelper.fromBytes(location(path), files.bytes(path).orElseThrow()))
                .toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
        camel.getRouteDefinitions().forEach(RouteFiles::adapt);
        refuse(RouteRules.check(camel));
    }

    private static void adapt(RouteDefinition route) {
        // A step's id is unique within its route; Camel wants it unique in the context.
        route.setNodePrefixId(route.getRouteId() + "/");
    }

    /** Camel's reason, which names the file or the endpoint. */
    static HubException invalid(Exception e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String sentence = String.valueOf(root.getMessage());
        return new HubException(ErrorCode.BUNDLE_INVALID, sentence, List.of(new Place("", "camel", sentence)), null, e);
    }

    private static void onlyRoutes(String path, String text) {
        List<Place> places = new ArrayList<>();
        Node root = compose(path, text);
        if (root instanceof SequenceNode list) {
            for (Node entry : list.getValue()) {
                if (!(entry instanceof MappingNode mapping) || !mapping.getValue().stream().allMatch(RouteFiles::isRoute)) {
                    int line = entry.getStartMark().getLine() + 1;
                    places.add(new Place(path + ":" + line, "kind", "a file of routes holds only " + KINDS));
                }
            }
        } else {
            places.add(new Place(path + ":1", "kind", "a file of routes is a list"));
        }
        refuse(places);
    }

    private static Node compose(String path, String text) {
        try {
            return new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (YAMLException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, path, List.of(
                    new Place(path, "yaml", String.valueOf(e.getMessage()))));
        }
    }

    private static boolean isRoute(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && KINDS.contains(key.getValue());
    }

    /** Camel takes all that follows the first dot of a name for its extension. */
    private static String location(String path) {
        String extension = path.endsWith(ROUTES) ? ROUTES : KAMELETS;
        return path.substring(0, path.length() - extension.length()).replace('.', '-') + extension;
    }

    private static void refuse(List<Place> places) {
        if (!places.isEmpty()) {
            Place first = places.get(0);
            throw new HubException(ErrorCode.BUNDLE_INVALID, first.pointer() + " " + first.detail(), places);
        }
    }
}
