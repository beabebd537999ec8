package cn.tongban.hub.release;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a route file looks: names, keys, policy, length. */
final class RouteShapeRules {
    private static final Set<String> VERBS =
            Set.of("record", "submit", "query", "notify", "receive", "supplement", "hand-out", "reconcile", "withdraw",
                    "probe", "take-back", "ticket", "pull", "confirm",
                    "suspend", "resume", "conclude");
    private static final Set<String> KEYS = Set.of("id", "group", "description", "routeConfigurationId", "from");
    private static final Set<String> FROM_KEYS = Set.of("uri", "parameters", "steps", "id", "description");
    private static final Set<String> ERROR_HANDLING =
            Set.of("onException", "errorHandler", "doTry", "doCatch", "doFinally", "deadLetterChannel", "onFallback");
    private static final int MOST_STEPS = 12;

    private final BundleView view;
    private final FindingList findings;

    RouteShapeRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        Map<String, String> ids = new HashMap<>();
        for (RouteFile route : view.routes()) {
            names(route);
            keys(route);
            policy(route);
            length(route);
            String other = ids.putIfAbsent(route.id(), route.path());
            if (other != null) {
                findings.error(route.route(), "duplicate-route", "The id " + route.id() + " is already used in "
                        + other + ".");
            }
        }
        checkFlows();
    }

    private void names(RouteFile route) {
        YamlNode idPlace = route.route().get("id").orElse(route.route());
        if (!route.id().equals(route.expectedId())) {
            findings.error(idPlace, "route-id", "The id must be the file's name.", "Write id: " + route.expectedId());
        } else if (!route.id().startsWith(route.flow() + ".")) {
            findings.error(idPlace, "route-id", "The id must start with its folder's name " + route.flow() + ".");
        } else {
            String verb = route.id().substring(route.flow().length() + 1);
            // A source has as many routes as it has channels; each is named after its own.
            String channelName = route.from().map(from -> from.option("channel")).orElse("");
            boolean channel = route.isArrival() && verb.equals(channelName)
                    || route.isQuestion() && Set.of("pull-" + channelName, "fetch-" + channelName, "confirm-" + channelName)
                            .contains(verb);
            boolean question = route.isAsk()
                    && verb.equals("ask-" + route.from().orElseThrow().option("question"));
            if (!channel && !question && !VERBS.contains(verb)) {
                findings.unknown(idPlace, "route-verb", "verb", verb, VERBS);
            }
        }
        if (!route.route().textOf("group").equals(route.flow())) {
            findings.error(route.route().get("group").orElse(route.route()), "route-group",
                    "The group must be the folder's name.", "Write group: " + route.flow());
        }
        if (route.route().textOf("description").isBlank()) {
            findings.error(route.route(), "route-description", "A route needs a description.");
        }
    }

    private void keys(RouteFile route) {
        if (route.from().isEmpty()) {
            findings.error(route.route(), "route-from", "A route needs from: with uri and steps.");
        }
        for (YamlNode.Entry entry : route.route().entries()) {
            if (ERROR_HANDLING.contains(entry.name())) {
                findings.error(entry.key(), "error-handling", "Errors are handled in routes/policies/ only.");
            } else if (!KEYS.contains(entry.name())) {
                findings.unknown(entry.key(), "route-key", "key", entry.name(), KEYS);
            }
        }
        route.route().get("from").ifPresent(from -> from.entries().stream()
                .filter(entry -> !FROM_KEYS.contains(entry.name()))
                .forEach(entry -> findings.unknown(entry.key(), "route-key", "key", entry.name(), FROM_KEYS)));
    }

    private void policy(RouteFile route) {
        YamlNode place = route.route().get("routeConfigurationId").orElse(route.route());
        String policy = route.route().textOf("routeConfigurationId");
        if (!view.policies().contains(policy)) {
            // Camel ignores an unknown policy silently and falls back to its own error handler.
            findings.unknown(place, "unknown-policy", "routeConfigurationId", policy, view.policies());
            return;
        }
        boolean out = route.isDelivery() || route.isProbe() || route.isQuestion();
        if (out != policy.equals("policy.deliver") && (out || route.isDoor())) {
            findings.error(place, "policy-kind", out
                    ? "A route that goes out uses policy.deliver."
                    : "A door uses policy.receive or policy.query.");
        }
        if (route.isArrival() && !policy.equals("policy.receive")) {
            findings.error(place, "policy-kind", "A route from a source uses policy.receive: what it refuses is kept.");
        }
    }

    private void length(RouteFile route) {
        List<RouteStep> steps = route.allSteps().toList();
        if (steps.isEmpty()) {
            findings.error(route.route(), "route-steps", "A route needs steps.");
        } else if (steps.size() > MOST_STEPS) {
            findings.error(steps.get(MOST_STEPS).place(), "route-length", "A route has at most " + MOST_STEPS
                    + " steps.");
        }
    }

    private void checkFlows() {
        for (RouteFile route : view.routes()) {
            String file = "routes/" + route.flow() + "/flow.yaml";
            if (!view.files().has(file)) {
                findings.warning(route.path(), 1, "flow", "The flow has no " + file + ".");
            }
        }
        for (String path : view.files().paths("routes/", "/flow.yaml")) {
            YamlNode.read(view.files(), path, findings).ifPresent(this::flow);
        }
    }

    private void flow(YamlNode flow) {
        if (flow.at("name", "zh").isEmpty() || flow.at("name", "en").isEmpty()) {
            findings.error(flow, "flow-name", "A flow is named in both languages: name: {zh: .., en: ..}.");
        }
        flow.get("systems").ifPresent(systems -> systems.items().forEach(system -> {
            String id = system.text().orElse("");
            if (view.connectors().find(id).isEmpty() && !view.isBroken(id)) {
                findings.unknown(system, "unknown-connector", "connector", id, view.connectorIds());
            }
        }));
    }
}
