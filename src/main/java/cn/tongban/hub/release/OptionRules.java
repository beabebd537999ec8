package cn.tongban.hub.release;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Options of endpoints against the catalogue: known names, right types; those of a Kamelet against its definition. */
final class OptionRules {
    private final BundleView view;
    private final FindingList findings;

    OptionRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (RouteFile route : view.routes()) {
            route.route().get("from").ifPresent(this::endpoint);
            route.allSteps().filter(RouteStep::isTo).forEach(step -> endpoint(step.body()));
        }
        view.kamelets().values().forEach(kamelet -> kamelet.steps().stream()
                .flatMap(RouteStep::all)
                .filter(RouteStep::isTo)
                .forEach(step -> endpoint(step.body())));
    }

    private void endpoint(YamlNode step) {
        Uri uri = Uri.of(step);
        if (uri.scheme().equals("kamelet")) {
            Optional.ofNullable(view.kamelets().get(uri.path())).ifPresent(kamelet -> kamelet(kamelet, uri, step));
            return;
        }
        ComponentCatalogue.of(uri.scheme()).ifPresent(known -> uri.options().forEach((name, value) -> {
            YamlNode place = place(step, name);
            Set<String> names = names(uri, known);
            if (!names.contains(name)) {
                findings.unknown(place, "unknown-option", "option", name, names);
            } else {
                String fault = known.get(name).fault(value);
                if (!fault.isEmpty()) {
                    findings.error(place, "option-type", "The option " + name + " " + fault + ".");
                }
            }
        }));
    }

    /** Each verb of the hub has options of its own. */
    private static Set<String> names(Uri uri, Map<String, ComponentCatalogue.Option> known) {
        return uri.scheme().equals("hub")
                ? HubVerb.find(uri.verb()).map(verb -> verb.options().keySet()).orElse(known.keySet())
                : known.keySet();
    }

    private void kamelet(KameletFile kamelet, Uri uri, YamlNode step) {
        Set<String> known = new TreeSet<>(kamelet.properties());
        uri.options().keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.unknown(place(step, name), "unknown-option", "property of " + kamelet.name(),
                        name, known));
        kamelet.root().at("spec", "definition", "required").stream()
                .flatMap(list -> list.items().stream())
                .flatMap(name -> name.text().stream())
                .filter(name -> !uri.options().containsKey(name))
                .forEach(name -> findings.error(step, "missing-option", "The Kamelet " + kamelet.name() + " needs "
                        + name + "."));
    }

    private static YamlNode place(YamlNode step, String option) {
        return step.get("parameters").stream()
                .flatMap(parameters -> parameters.entries().stream())
                .filter(entry -> entry.name().equals(option))
                .map(YamlNode.Entry::key)
                .findFirst()
                .orElse(step.get("uri").orElse(step));
    }
}
