package cn.tongban.hub.release;

import java.util.List;
import java.util.Set;

/** Every personal field of a canonical document says what it is for and how it is masked. */
final class PersonalRules {
    private static final String FOLDER = "mappings/canonical/schemas/";
    private static final Set<String> CLASSES = Set.of("name", "id-number", "credit-code", "phone", "address", "text");
    private static final Set<String> INDEXES = Set.of("name", "id-number", "credit-code", "phone");
    private static final Set<String> KEYS = Set.of("class", "purpose", "index");
    /** A field of this name is somebody's, wherever it stands. */
    private static final Set<String> NAMES = Set.of("idNumber", "idNo", "certNo", "phone", "mobile", "telephone", "email",
            "address", "birthday", "legalName", "legalRepresentative", "handler", "note", "reason", "projectName",
            "fileName");
    /** A name within one of these is a person's. */
    private static final Set<String> PEOPLE = Set.of("applicant", "contact", "agent", "person", "legal", "recipient");

    private final FindingList findings;

    PersonalRules(FindingList findings) {
        this.findings = findings;
    }

    /** Only documents that travel, those with x-types, hold what a person gave. */
    void check(String path, YamlNode root) {
        if (path.startsWith(FOLDER)) {
            boolean travels = root.get("x-types").isPresent();
            walk(root, "", travels);
            root.get("$defs").ifPresent(defs -> defs.entries().forEach(def -> walk(def.value(), "", travels)));
        }
    }

    private void walk(YamlNode node, String parent, boolean travels) {
        node.get("x-personal").ifPresent(this::declaration);
        node.get("properties").ifPresent(fields -> fields.entries().forEach(field -> {
            boolean personal = NAMES.contains(field.name()) || field.name().equals("name") && PEOPLE.contains(parent);
            if (travels && personal && field.value().get("x-personal").isEmpty()
                    && field.value().get("$ref").isEmpty()) {
                findings.error(field.key(), "personal-undeclared", field.name()
                        + " looks personal and has neither a purpose nor a class.",
                        "Write \"x-personal\": {\"class\": ..., \"purpose\": ...}.");
            }
            walk(field.value(), field.name(), travels);
        }));
        node.get("items").ifPresent(items -> walk(items, parent, travels));
    }

    private void declaration(YamlNode personal) {
        personal.entries().stream()
                .filter(entry -> !KEYS.contains(entry.name()))
                .forEach(entry -> findings.unknown(entry.key(), "personal-field", "key", entry.name(), KEYS));
        if (!CLASSES.contains(personal.textOf("class"))) {
            findings.unknown(personal.get("class").orElse(personal), "personal-field", "class",
                    personal.textOf("class"), CLASSES);
        }
        if (personal.textOf("purpose").isBlank()) {
            findings.error(personal, "personal-field", "A personal field says what it is needed for: purpose.");
        }
        personal.get("index").ifPresent(index -> {
            List<YamlNode> kinds = index.isList() ? index.items() : List.of(index);
            kinds.stream().filter(kind -> !INDEXES.contains(kind.text().orElse("")))
                    .forEach(kind -> findings.unknown(kind, "personal-field", "index", kind.text().orElse(""), INDEXES));
        });
    }
}
