package cn.tongban.hub.release;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a route starts and where its steps go: known schemes, known verbs, known targets. */
final class EndpointRules {
    private static final Set<String> SCHEMES = Set.of("platform-http", "hub", "kamelet", "http", "https", "party", "soap");
    private static final List<String> DOORS = List.of("/in/", "/callback/", "/services/");

    private static final Set<String> VARIABLES = Set.of("caseNo", "deliveryId", "messageId", "type", "materialId", "party");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final Set<String> WAYS = Set.of("out", "event");
    private static final Pattern PATH_NAME = Pattern.compile("\\{([^{}]+)}");

    private final BundleView view;
    private final FindingList findings;
    private final HubVerbRules verbs;
    private final SoapRules soap;

    EndpointRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
        this.verbs = new HubVerbRules(view, findings);
        this.soap = new SoapRules(view, findings);
    }

    void check() {
        for (RouteFile route : view.routes()) {
            route.from().ifPresent(this::from);
            route.allSteps().filter(RouteStep::isTo).map(RouteStep::uri).forEach(this::routeStep);
        }
        for (KameletFile kamelet : view.kamelets().values()) {
            kamelet.steps().stream()
                    .flatMap(RouteStep::all)
                    .filter(RouteStep::isTo)
                    .map(RouteStep::uri)
                    .forEach(uri -> kameletStep(kamelet, uri));
        }
    }

    private void from(Uri uri) {
        switch (uri.scheme()) {
            case "platform-http" -> door(uri);
            case "hub" -> verbs.from(uri);
            default -> scheme(uri, Set.of("platform-http", "hub"));
        }
    }

    private void door(Uri uri) {
        String start = DOORS.stream().filter(uri.path()::startsWith).findFirst().orElse("");
        if (start.isEmpty()) {
            findings.error(uri.node(), "door-path", "A door lies under /in/, /callback/ or /services/.");
            return;
        }
        String connector = uri.path().substring(start.length()).split("/", 2)[0];
        if (!view.hasDoor(connector)) {
            findings.unknown(uri.node(), "unknown-connector", "connector with a door", connector, view.connectorIds());
        }
        if (start.equals("/services/")) {
            soap.served(connector, uri);
        }
        if (uri.option("httpMethodRestrict").isEmpty()) {
            findings.error(uri.node(), "door-method",
                    "A door names its method: parameters: {httpMethodRestrict: POST}.");
        } else if (!METHODS.contains(uri.option("httpMethodRestrict"))) {
            findings.unknown(uri.node(), "door-method", "method", uri.option("httpMethodRestrict"), METHODS);
        }
    }

    private void routeStep(Uri uri) {
        switch (uri.scheme()) {
            case "hub" -> verbs.inRoute(uri);
            case "kamelet" -> {
                if (!view.kamelets().containsKey(uri.path())) {
                    findings.unknown(uri.node(), "unknown-kamelet", "Kamelet", uri.path(), view.kamelets().keySet());
                }
            }
            case "http", "https", "{{}}" -> findings.error(uri.node(), "http-in-route",
                    "Calls to the outside stand in a Kamelet of the connector.");
            default -> scheme(uri, Set.of("hub", "kamelet"));
        }
    }

    private void kameletStep(KameletFile kamelet, Uri uri) {
        switch (uri.scheme()) {
            case "hub" -> verbs.inKamelet(kamelet, uri);
            case "http", "https" -> findings.error(uri.node(), "literal-address",
                    "Addresses come from the connector's settings.", "Write {{" + kamelet.connector()
                            + ".base-url}}/path.");
            case "{{}}" -> placeholder(kamelet, uri);
            case "party" -> party(kamelet, uri);
            case "soap" -> soap.called(kamelet, uri);
            default -> scheme(uri, Set.of("hub", "http", "party", "soap"));
        }
    }

    private void party(KameletFile kamelet, Uri uri) {
        if (!WAYS.contains(uri.path())) {
            findings.unknown(uri.node(), "unknown-way", "way to a party", uri.path(), WAYS);
        }
        view.connectors().find(kamelet.connector()).filter(connector -> connector.parties().isEmpty())
                .ifPresent(connector -> findings.error(uri.node(), "no-parties",
                        "The connector " + connector.id() + " has no parties: and hence no queues."));
    }

    private void placeholder(KameletFile kamelet, Uri uri) {
        if (view.isBroken(kamelet.connector())) {
            return;
        }
        int end = uri.path().indexOf("}}");
        String name = end < 0 ? "" : uri.path().substring(2, end);
        Set<String> known = view.connectors().find(kamelet.connector()).stream()
                .flatMap(connector -> connector.settings().keySet().stream())
                .map(setting -> kamelet.connector() + "." + setting)
                .collect(Collectors.toSet());
        if (!known.contains(name)) {
            findings.unknown(uri.node(), "unknown-setting", "setting", name, known);
        }
        pathNames(kamelet, uri, end);
    }

    /** Names in braces are filled from headers of the Kamelet or from variables of the hub. */
    private void pathNames(KameletFile kamelet, Uri uri, int end) {
        Set<String> known = new TreeSet<>(VARIABLES);
        kamelet.steps().stream()
                .filter(step -> step.kind().equals("setHeader"))
                .forEach(step -> known.add(step.body().textOf("name")));
        Matcher names = PATH_NAME.matcher(uri.path().substring(Math.max(0, end + 2)));
        while (names.find()) {
            if (!known.contains(names.group(1))) {
                findings.unknown(uri.node(), "unknown-path-name", "name in the path", names.group(1), known);
            }
        }
    }

    private void scheme(Uri uri, Set<String> fitting) {
        String rule = SCHEMES.contains(uri.scheme()) ? "endpoint-not-here" : "unknown-endpoint";
        findings.error(uri.node(), rule, "The endpoint scheme " + uri.scheme() + " is not allowed here.",
                DidYouMean.of(uri.scheme(), fitting));
    }
}
