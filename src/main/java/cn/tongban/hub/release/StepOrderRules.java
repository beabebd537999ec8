package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A route reads like a sentence: no word may be missing, and none may stand in the wrong place. */
final class StepOrderRules {
    private static final List<String> DOOR = List.of("verify", "store", "validate", "map", "address", "record");
    private static final List<String> OUT = List.of("enrich", "map", "validate", "attach", "kamelet", "receipt");
    private static final Set<String> OPTIONAL = Set.of("store", "attach", "enrich");
    private static final String MATERIAL = "material.supplied";

    private final BundleView view;
    private final FindingList findings;

    StepOrderRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (RouteFile route : view.routes()) {
            boolean records = route.allSteps().anyMatch(step -> step.isTo() && step.uri().isHub("record"));
            if (route.isDoor() && records) {
                sentence(route, DOOR);
            } else if (route.isArrival()) {
                sentence(route, DOOR.subList(1, DOOR.size()));
            } else if (route.isDelivery()) {
                sentence(route, OUT);
                attached(route);
                called(route, "-sink");
            } else if (route.isProbe() || route.isQuestion()) {
                called(route, "-action");
            }
        }
    }

    private void sentence(RouteFile route, List<String> words) {
        List<RouteStep> steps = route.allSteps().filter(RouteStep::isTo).toList();
        List<String> there = new ArrayList<>();
        int latest = 0;
        for (RouteStep step : steps) {
            String word = word(step);
            int at = words.indexOf(word);
            there.add(word);
            if (word.equals("go-on")) {
                // The sentence begins anew, with the message as the hub keeps it.
                latest = 0;
                continue;
            }
            if (at >= 0 && at < latest) {
                findings.error(step.place(), "step-order", "The order is " + String.join(", ", words) + ".");
            }
            latest = Math.max(latest, at);
        }
        // A misspelt word is a finding of its own.
        boolean misspelt = steps.stream().anyMatch(step -> step.uri().scheme().equals("hub")
                && HubVerb.find(step.uri().verb()).isEmpty());
        words.stream()
                .filter(word -> !OPTIONAL.contains(word) && !there.contains(word) && !misspelt && !steps.isEmpty())
                .filter(word -> !Set.of("verify", "record", "address", "kamelet", "receipt").contains(word))
                .forEach(word -> findings.error(route.route().get("from").orElse(route.route()), "step-missing",
                        "The route has no hub:" + word + ": the order is " + String.join(", ", words) + "."));
    }

    private static String word(RouteStep step) {
        return step.uri().scheme().equals("hub") ? step.uri().verb() : step.uri().scheme();
    }

    private void attached(RouteFile route) {
        Uri from = route.from().orElseThrow();
        boolean carries = view.carried(from.target()).flatMap(ConnectorDescriptor::materials).isPresent()
                && List.of(from.option("types").replace(" ", "").split(",")).contains(MATERIAL);
        boolean attaches = route.allSteps().anyMatch(step -> step.isTo() && step.uri().isHub("attach"));
        if (carries != attaches && !view.isBroken(from.target())) {
            findings.error(from.node(), "material-attach", carries
                    ? "A material goes out without its bytes: hub:attach is missing before the Kamelet."
                    : "hub:attach belongs to deliveries of " + MATERIAL + " only.");
        }
    }

    /** A Kamelet of the connector itself, of the kind that such a route calls. */
    private void called(RouteFile route, String kind) {
        String connector = Destination.of(route.from().orElseThrow().target()).connector();
        route.allSteps().filter(step -> step.isTo() && step.uri().scheme().equals("kamelet")).forEach(step -> {
            KameletFile kamelet = view.kamelets().get(step.uri().path());
            if (kamelet != null && !kamelet.connector().equals(connector)) {
                findings.error(step.uri().node(), "foreign-kamelet", "The route is for " + connector
                        + ", the Kamelet belongs to " + kamelet.connector() + ".");
            } else if (kamelet != null && !kamelet.name().endsWith(kind)) {
                findings.error(step.uri().node(), "kamelet-kind", "Such a route calls a Kamelet that ends with " + kind
                        + ".");
            }
        });
    }
}
