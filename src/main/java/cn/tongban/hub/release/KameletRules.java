package cn.tongban.hub.release;

import java.util.List;
import java.util.Set;

/** How a Kamelet looks: one connector, one direction, one verb; protocol only. */
final class KameletRules {
    private static final List<String> TYPES = List.of("sink", "action");

    private static final Set<String> KEYS = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> SPEC = Set.of("definition", "dataTypes", "template");
    private static final Set<String> DEFINITION = Set.of("title", "description", "type", "properties", "required");
    private static final Set<String> TEMPLATE = Set.of("from");
    private static final String LABEL = "camel.apache.org/kamelet.type";

    private final FindingList findings;

    KameletRules(FindingList findings) {
        this.findings = findings;
    }

    void check(KameletFile kamelet) {
        YamlNode root = kamelet.root();
        String name = root.at("metadata", "name").flatMap(YamlNode::text).orElse("");
        String type = kamelet.name().substring(kamelet.name().lastIndexOf('-') + 1);
        if (!root.textOf("kind").equals("Kamelet")) {
            findings.error(root, "kamelet-kind", "kind must be Kamelet.");
        }
        if (!name.equals(kamelet.name())) {
            findings.error(root.at("metadata", "name").orElse(root), "kamelet-name",
                    "metadata.name must be the file's name.",
                    "Write name: " + kamelet.name());
        }
        if (!kamelet.name().startsWith(kamelet.connector() + "-") || !TYPES.contains(type)) {
            findings.error(root, "kamelet-name",
                    "A Kamelet is named <connector>-<verb>-sink or <connector>-<verb>-action.");
        }
        boolean described = root.at("spec", "definition", "title").isPresent()
                && root.at("spec", "definition", "description").isPresent();
        if (!described) {
            findings.error(root.get("spec").orElse(root), "kamelet-title",
                    "A Kamelet needs a title and a description.");
        }
        boolean starts = kamelet.from()
                .filter(from -> from.scheme().equals("kamelet") && from.path().equals("source"))
                .isPresent();
        if (!starts) {
            findings.error(root.get("spec").orElse(root), "kamelet-from", "The template starts from kamelet:source.");
        }
        keys(root, KEYS);
        root.get("spec").ifPresent(spec -> keys(spec, SPEC));
        root.at("spec", "definition").ifPresent(definition -> keys(definition, DEFINITION));
        root.at("spec", "template").ifPresent(template -> keys(template, TEMPLATE));
        kind(root, type);
        new StepRules(findings).kamelet(kamelet.steps());
    }

    /** A template with beans would make objects of any class while it is read. */
    private void keys(YamlNode node, Set<String> known) {
        node.entries().stream()
                .filter(entry -> !known.contains(entry.name()))
                .forEach(entry -> findings.unknown(entry.key(), "kamelet-key", "key", entry.name(), known));
    }

    private void kind(YamlNode root, String type) {
        YamlNode metadata = root.get("metadata").orElse(root);
        YamlNode label = root.at("metadata", "labels", LABEL).orElse(metadata);
        if (!label.text().orElse("").equals(type)) {
            findings.error(label, "kamelet-label", "The label " + LABEL + " must be " + type + ".");
        }
        if (!root.textOf("apiVersion").equals("camel.apache.org/v1")) {
            findings.error(root.get("apiVersion").orElse(root), "kamelet-version", "apiVersion must be camel.apache.org/v1.");
        }
        String side = type.equals("sink") ? "in" : "out";
        if (TYPES.contains(type) && root.at("spec", "dataTypes", side).isEmpty()) {
            findings.error(root.at("spec", "dataTypes").orElse(root), "kamelet-types", "A " + type
                    + " says under dataTypes what goes " + side + ".");
        }
    }
}
