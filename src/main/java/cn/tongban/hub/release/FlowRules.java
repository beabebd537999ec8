package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.DoubtPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What must come first and last: nobody is let in unverified, nothing is acknowledged before it is recorded. */
final class FlowRules {
    private static final Set<String> ANSWERS =
            Set.of("setBody", "transform", "stop", "rollback", "throwException", "setHeader", "setHeaders", "marshal");

    private final BundleView view;
    private final FindingList findings;

    FlowRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        Map<String, String> doors = new HashMap<>();
        Map<String, String> carried = new HashMap<>();
        for (RouteFile route : view.routes()) {
            if (route.isDoor()) {
                door(route);
                once(route, "door", from -> from.option("httpMethodRestrict") + " " + from.path(), doors);
            } else if (route.isDelivery()) {
                delivery(route);
                carriedOnce(route, carried);
            } else if (route.isArrival()) {
                arrival(route);
                once(route, "channel", from -> from.option("channel") + " of " + from.target(), doors);
            } else if (route.isProbe()) {
                last(route, "probe-answer", "A probe route ends with hub:probe-answer.");
            } else if (route.isQuestion()) {
                last(route, "answer", "A route that asks ends with hub:answer.");
                called(route);
                once(route, "question", from -> from.verb() + " " + from.option("channel") + from.option("question") + " of " + from.target(), doors);
            }
        }
        view.destinations().forEach(this::asked);
        new ListeningRules(view, findings).check();
    }

    private void door(RouteFile route) {
        List<RouteStep> steps = route.steps();
        if (steps.isEmpty()) {
            return;
        }
        verified(route, steps.get(0));
        stored(route, steps);
        RouteStep last = steps.get(steps.size() - 1);
        boolean reads = route.from().orElseThrow().option("httpMethodRestrict").equals("GET");
        boolean ends = last.isTo() && (last.uri().isHub("record") || reads && last.uri().isHub("query"));
        boolean misspelt = last.isTo() && last.uri().scheme().equals("hub") && !HubVerbRules.isKnown(last.uri().verb());
        if (!ends && !misspelt) {
            findings.error(last.place(), "record-before-answer", reads
                    ? "A door that reads ends with hub:query."
                    : "A door ends with hub:record: nothing is acknowledged before it is stored.");
        }
        recorded(route, last);
    }

    /** The source knows whose it reads and is told what became of it, so there is nobody to verify and nothing to answer. */
    private void arrival(RouteFile route) {
        List<RouteStep> steps = route.steps();
        if (steps.isEmpty()) {
            return;
        }
        last(route, "record", "A route from a source ends with hub:record: its position moves on with what was recorded.");
        route.allSteps()
                .filter(step -> step.isTo() && step.uri().isHub("verify"))
                .forEach(step -> findings.error(step.place(), "verified-source",
                        "The hub reads a source itself: only requests at a door are signed."));
        recorded(route, steps.get(steps.size() - 1));
    }

    /** An entry of a register may go to nobody. */
    private boolean isOfRegister(RouteStep last) {
        BundleView.CanonicalDocument document = last.isTo() ? view.documents().get(last.uri().target()) : null;
        return document != null && document.isOfRegister();
    }

    private void recorded(RouteFile route, RouteStep last) {
        long addresses = route.allSteps().filter(step -> step.isTo() && step.uri().isHub("address")).count();
        boolean named = addresses == 1 || addresses == 0 && isOfRegister(last);
        if (!named && last.isTo() && last.uri().isHub("record")) {
            findings.error(last.place(), "one-address",
                    "Before hub:record exactly one hub:address step says where to.");
        }
        route.allSteps()
                .filter(step -> ANSWERS.contains(step.kind()))
                .forEach(step -> findings.error(step.place(), "record-before-answer",
                        "Before hub:record no step may make an answer or stop the message."));
        route.steps().stream()
                .filter(step -> !step.isTo())
                .flatMap(step -> step.nested().stream().flatMap(RouteStep::all))
                .filter(step -> step.isTo() && step.uri().isHub("record"))
                .forEach(step -> findings.error(step.place(), "record-before-answer",
                        "hub:record stands at the end of the route, not in a branch."));
    }

    private void verified(RouteFile route, RouteStep first) {
        String[] path = route.from().orElseThrow().path().split("/", 4);
        String connector = path.length > 3 ? path[2] : "";
        boolean verifies = first.isTo() && first.uri().isHub("verify") && first.uri().target().equals(connector);
        if (!verifies && !connector.isEmpty()) {
            findings.error(first.place(), "unverified-door", "The first step of a door verifies its caller.",
                    "Write hub:verify/" + connector + " first.");
        }
    }

    /** The body of a streaming door can be read once, by the step behind the first one. */
    private void stored(RouteFile route, List<RouteStep> steps) {
        boolean streams = route.from().orElseThrow().option("useStreaming").equals("true");
        boolean stores = steps.size() > 1 && steps.get(1).isTo() && steps.get(1).uri().isHub("store");
        if (streams && !stores) {
            findings.error(route.route(), "stream-not-stored",
                    "A door with useStreaming stores its body in the second step.", "Write hub:store/<connector>.");
        }
    }

    private void once(RouteFile route, String what, Function<Uri, String> name, Map<String, String> taken) {
        Uri from = route.from().orElseThrow();
        String entry = "The " + what + " " + name.apply(from);
        String other = taken.putIfAbsent(entry, route.id());
        if (other != null) {
            findings.error(from.node(), "duplicate-" + what, entry + " is already open in " + other + ".");
        }
    }

    private void delivery(RouteFile route) {
        last(route, "receipt", "A delivery route ends with hub:receipt.");
        called(route);
        String connector = Destination.of(route.from().orElseThrow().target()).connector();
        String file = "connectors/" + connector + "/connector.yaml";
        if (view.files().has(file)) {
            YamlNode.read(view.files(), file, new FindingList())
                    .filter(root -> root.get("deliver").isPresent() && root.at("deliver", "doubt").isEmpty())
                    .ifPresent(root -> findings.error(route.from().orElseThrow().node(), "doubt-policy",
                            "The connector " + connector + " does not say how doubt is settled.",
                            "Write doubt: idempotent, probe or confirm under deliver: in " + file + "."));
        }
    }

    private void called(RouteFile route) {
        int unanswered = 0;
        boolean calls = false;
        for (RouteStep step : route.allSteps().filter(RouteStep::isTo).toList()) {
            boolean call = step.uri().scheme().equals("kamelet");
            calls |= call;
            unanswered = step.uri().isHub("go-on") ? 0 : unanswered + (call ? 1 : 0);
            if (unanswered > 1) {
                break;
            }
        }
        if (!calls || unanswered > 1) {
            findings.error(route.route(), "one-call",
                    "A route that goes out calls its partner exactly once, by a Kamelet; before a further call stands hub:go-on.");
        }
    }

    private void carriedOnce(RouteFile route, Map<String, String> carried) {
        Uri from = route.from().orElseThrow();
        for (String type : from.option("types").split(",")) {
            String other = carried.putIfAbsent(type.strip() + " to " + from.target(), route.id());
            if (other != null) {
                findings.error(from.node(), "carried-twice",
                        type.strip() + " to " + from.target() + " is already carried by " + other + ".");
            }
        }
    }

    private void last(RouteFile route, String verb, String message) {
        List<RouteStep> steps = route.steps();
        if (!steps.isEmpty()) {
            RouteStep last = steps.get(steps.size() - 1);
            if (!last.isTo() || !last.uri().isHub(verb)) {
                findings.error(last.place(), "last-step", message);
            }
        }
    }

    private void asked(String destination) {
        ConnectorDescriptor descriptor = view.carried(destination).orElseThrow();
        boolean asks = view.routes().stream()
                .filter(RouteFile::isProbe)
                .map(route -> route.from().orElseThrow().target())
                .anyMatch(from -> from.equals(destination) || from.equals(descriptor.id()));
        if (descriptor.deliver().orElseThrow().doubt() == DoubtPolicy.PROBE && !asks) {
            findings.error("connectors/" + descriptor.id() + "/connector.yaml", 1, "probe-route",
                    "Doubt is settled by asking, but no route starts from hub:probes/" + destination + ".", "");
        }
    }
}
