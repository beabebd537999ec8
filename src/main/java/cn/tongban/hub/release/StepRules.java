package cn.tongban.hub.release;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which steps and expressions may stand in a route or Kamelet at all: no scripts, no beans, no code of any kind. */
final class StepRules {
    private static final Set<String> ROUTE_STEPS = Set.of("to", "choice", "filter", "setVariable");
    private static final Set<String> KAMELET_STEPS =
            Set.of("to", "setHeader", "removeHeader", "removeHeaders", "setBody", "setVariable");
    /** What may stand under a step: the rest is a language, and code belongs in Java. */
    private static final Set<String> KEYS = Set.of(
            "id", "description", "uri", "parameters", "name", "steps", "when", "otherwise", "expression", "constant",
            "simple", "variable", "header", "pattern", "toVariable");
    private static final Pattern PLAIN_FUNCTION = Pattern.compile("(header|variable)[.:\\[]['\\w.-]+]?");
    private static final Pattern FUNCTION = Pattern.compile("\\$(simple)?\\{([^}]*)}?");

    private static final int LONGEST = 500;

    private final FindingList findings;

    StepRules(FindingList findings) {
        this.findings = findings;
    }

    void route(List<RouteStep> steps) {
        ids(steps);
        steps.stream().flatMap(RouteStep::all).forEach(step -> check(step, ROUTE_STEPS));
    }

    void kamelet(List<RouteStep> steps) {
        steps.stream().flatMap(RouteStep::all).forEach(step -> check(step, KAMELET_STEPS));
    }

    /** The monitor and route tests name steps by id. */
    private void ids(List<RouteStep> steps) {
        Set<String> seen = new HashSet<>();
        steps.stream().flatMap(RouteStep::all).flatMap(step -> step.body().get("id").stream()).forEach(id -> {
            if (!seen.add(id.text().orElse(""))) {
                findings.error(id, "duplicate-step-id", "A step's id is unique within its route.");
            }
        });
    }

    private void check(RouteStep step, Set<String> allowed) {
        if (!allowed.contains(step.kind())) {
            findings.error(step.place(), "step-not-allowed", "The step " + step.kind() + " is not allowed here.",
                    DidYouMean.of(step.kind(), allowed));
            return;
        }
        if (step.kind().equals("setHeader") && step.body().textOf("name").toLowerCase(Locale.ROOT)
                .startsWith("camel")) {
            findings.error(step.place(), "camel-header", "Headers that Camel itself understands are not set by hand.");
        }
        if (step.kind().equals("setVariable") && step.body().textOf("name").startsWith("hub.")) {
            findings.error(step.place(), "hub-variable", "Variables that start with hub. are the hub's own.");
        }
        if (step.isTo() && (step.uri().text().contains("#") || step.uri().text().contains("RAW("))) {
            findings.error(step.uri().node(), "bean-reference", "An endpoint refers to no bean and hides no text.");
        }
        keys(step.body());
    }

    private void keys(YamlNode node) {
        for (YamlNode.Entry entry : node.entries()) {
            if (!KEYS.contains(entry.name())) {
                findings.error(entry.key(), "script", entry.name() + " is not allowed here: decisions belong in Java.");
            } else if (entry.name().equals("simple")) {
                simple(entry.value());
            } else if (entry.name().equals("constant")) {
                loads(entry.value());
            } else if (!entry.name().equals("steps") && !entry.name().equals("parameters")) {
                keys(entry.value());
            }
        }
        node.items().forEach(this::keys);
    }

    /** Camel would read a file where an expression begins like this. */
    private void loads(YamlNode place) {
        String text = expression(place).strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("resource:")) {
            findings.error(place, "resource", "An expression stands here itself: no file of the hub is read.");
        }
    }

    private static String expression(YamlNode place) {
        return place.text().or(() -> place.get("expression").flatMap(YamlNode::text)).orElse("");
    }

    private void simple(YamlNode place) {
        String text = expression(place);
        loads(place);
        if (text.length() > LONGEST) {
            findings.error(place, "simple-length", "An expression has at most " + LONGEST + " characters.");
            return;
        }
        boolean plain = FUNCTION.matcher(text).results()
                .allMatch(match -> PLAIN_FUNCTION.matcher(match.group(2)).matches());
        if (!plain) {
            findings.error(place, "simple-function", "simple may read one header or variable only.");
        }
        if (text.contains(" && ") || text.contains(" || ")) {
            findings.error(place, "simple-length", "simple is one comparison; deeper decisions belong in Java.");
        }
    }
}
