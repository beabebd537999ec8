package cn.tongban.hub.release;

import java.util.List;

/** How a Kamelet looks: one connector, one direction, one verb; protocol only. */
final class KameletRules {
    private static final List<String> TYPES = List.of("sink", "action");

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
        new StepRules(findings).kamelet(kamelet.steps());
    }
}
