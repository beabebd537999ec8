package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Loads the routes of a bundle in one batch, policies first, and refuses what Camel would silently accept. */
final class RouteFiles {
    private static final String ROUTES = ".camel.yaml";
    private static final String KAMELETS = ".kamelet.yaml";
    private static final String POLICIES = "routes/policies/";

    private RouteFiles() {}

    static void load(DefaultCamelContext camel, BundleFiles files) throws Exception {
        List<String> paths = new ArrayList<>(files.paths(POLICIES, ROUTES));
        paths.addAll(files.paths("connectors/", KAMELETS));
        files.paths("routes/", ROUTES).stream().filter(path -> !path.startsWith(POLICIES)).forEach(paths::add);
        List<Resource> resources = paths.stream()
                .map(path -> ResourceHelper.fromBytes(location(path), files.bytes(path).orElseThrow()))
                .toList();
        PluginHelper.getRoutesLoader(camel).loadRoutes(resources);
    }

    /** Camel takes all that follows the first dot of a name for its extension. */
    private static String location(String path) {
        String extension = path.endsWith(ROUTES) ? ROUTES : KAMELETS;
        return path.substring(0, path.length() - extension.length()).replace('.', '-') + extension;
    }

    /** Camel ignores a policy that it does not know and then lets its own error handler run. */
    static void check(DefaultCamelContext camel) {
        List<Place> places = new ArrayList<>();
        for (RouteDefinition route : camel.getRouteDefinitions()) {
            boolean fromTemplate = Boolean.TRUE.equals(route.isTemplate()) || Boolean.TRUE.equals(route.isKamelet());
            String policy = String.valueOf(route.getRouteConfigurationId());
            if (!fromTemplate && camel.getRouteConfigurationDefinition(policy) == null) {
                places.add(new Place("route:" + route.getRouteId(), "policy", "there is no routeConfiguration " + policy));
            }
        }
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, places.get(0).pointer(), places);
        }
    }

    /** Camel's reason, which names the file or the endpoint. */
    static HubException invalid(Exception e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String sentence = String.valueOf(root.getMessage());
        return new HubException(
                ErrorCode.BUNDLE_INVALID, sentence, List.of(new Place("", "camel", sentence)), null, e);
    }
}
