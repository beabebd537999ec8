package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code {{name}}} in a Kamelet is a property of it or a setting of its connector; in a route there is none. */
final class PlaceholderRules {
    private static final Pattern NAME = Pattern.compile("\\{\\{([^{}]{1,200})}}");

    private final BundleView view;
    private final FindingList findings;

    PlaceholderRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (KameletFile kamelet : view.kamelets().values()) {
            if (!view.isBroken(kamelet.connector())) {
                kamelet(kamelet);
            }
        }
        view.routes().forEach(route -> texts(route.route(), Set.of(), Set.of()));
    }

    private void kamelet(KameletFile kamelet) {
        Set<String> known = new TreeSet<>(kamelet.properties());
        view.connectors().find(kamelet.connector()).map(ConnectorDescriptor::settings)
                .ifPresent(settings -> settings.keySet().forEach(name -> known.add(kamelet.connector() + "." + name)));
        Set<String> used = new TreeSet<>();
        kamelet.root().at("spec", "template").ifPresent(template -> used.addAll(texts(template, known, Set.of("uri"))));
        kamelet.root().at("spec", "definition", "properties").ifPresent(properties -> properties.entries().stream()
                .filter(property -> !used.contains(property.name()))
                .forEach(property -> findings.error(property.key(), "unused-property", "Nothing in the template reads {{"
                        + property.name() + "}}.", DidYouMean.of(property.name(), used))));
    }

    /** @param told keys whose placeholders another rule looks at */
    private Set<String> texts(YamlNode node, Set<String> known, Set<String> told) {
        Set<String> used = new TreeSet<>();
        node.entries().forEach(entry -> used.addAll(texts(entry.value(), known,
                told.contains(entry.name()) ? Set.of("*") : told)));
        node.items().forEach(item -> used.addAll(texts(item, known, told)));
        Matcher names = NAME.matcher(node.text().orElse(""));
        while (names.find()) {
            used.add(names.group(1));
            if (!known.contains(names.group(1)) && !told.contains("*")) {
                findings.unknown(node, "unknown-setting", "setting or property", names.group(1), known);
            }
        }
        return used;
    }
}
