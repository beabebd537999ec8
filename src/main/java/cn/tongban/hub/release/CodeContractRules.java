package cn.tongban.hub.release;

import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Codes stand twice: in the contract as values of a field, and in the table that the mapping of that field reads. What
 * may come in must be in the table, and what goes out in the contract.
 */
final class CodeContractRules {
    private static final Pattern IN = Pattern.compile("\\bcode\\(\"([a-z0-9-]+)\", [.A-Za-z_]*?\\.?([A-Za-z_]+)\\)");
    private static final Pattern OUT = Pattern.compile("\"([A-Za-z_]+)\": code-to\\(\"([a-z0-9-]+)\"");

    private final BundleView view;
    private final FindingList findings;

    CodeContractRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String mapping : view.mappings().names()) {
            String text = FileText.of(view.files(), "mappings/" + mapping + ".jslt");
            String system = mapping.substring(0, mapping.indexOf('/'));
            MappingLibrary.Sides sides = view.mappings().sides(mapping).orElseThrow();
            Matcher in = IN.matcher(text);
            while (in.find()) {
                compare(sides.from(), in.group(2), system, in.group(1), false);
            }
            Matcher out = OUT.matcher(text);
            while (out.find()) {
                compare(sides.to(), out.group(1), system, out.group(2), true);
            }
        }
    }

    private void compare(String contract, String field, String system, String table, boolean out) {
        String path = contract.startsWith("canonical/") || contract.isEmpty() ? ""
                : "connectors/" + contract.replace("/", "/contract/") + ".schema.json";
        String codes = "mappings/" + system + "/codes/" + table + ".csv";
        if (path.isEmpty() || !view.files().has(path) || !view.files().has(codes)) {
            return;
        }
        List<YamlNode> lists = new ArrayList<>();
        YamlNode.read(view.files(), path, new FindingList()).ifPresent(root -> lists(root, field, root, lists));
        lists.forEach(list -> {
            if (out) {
                sent(list, codes);
            } else {
                understood(list, codes);
            }
        });
    }

    private void understood(YamlNode list, String table) {
        Set<String> known = rows(table).stream().map(row -> row.get("code")).collect(Collectors.toSet());
        list.items().stream().filter(value -> !known.contains(value.text().orElse(""))).forEach(value -> findings.error(
                value, "code-contract", "The contract allows " + value.text().orElse("") + ", which " + table
                        + " does not know."));
    }

    /** Of the codes with one meaning the preferred one goes out, else the first. */
    private void sent(YamlNode list, String table) {
        Set<String> values = list.items().stream().map(value -> value.text().orElse("")).collect(Collectors.toSet());
        Map<String, CsvFile.Row> first = new LinkedHashMap<>();
        rows(table).stream().sorted(Comparator.comparing(row -> !row.get("preferred").equals("yes")))
                .forEach(row -> first.putIfAbsent(row.get("canonical"), row));
        first.values().stream().filter(row -> !values.contains(row.get("code"))).forEach(row -> findings.error(table,
                row.line(), "code-contract", "The code " + row.get("code") + " would be sent, which " + list.file() + ":"
                        + list.line() + " does not allow.", ""));
    }

    /** The lists of values of every field of this name, also by reference. */
    private static void lists(YamlNode node, String field, YamlNode root, List<YamlNode> found) {
        for (YamlNode.Entry entry : node.entries()) {
            if (entry.name().equals("properties")) {
                entry.value().entries().stream().filter(property -> property.name().equals(field))
                        .forEach(property -> resolved(property.value(), root).get("enum").ifPresent(found::add));
            }
            lists(entry.value(), field, root, found);
        }
        node.items().forEach(item -> lists(item, field, root, found));
    }

    private static YamlNode resolved(YamlNode schema, YamlNode root) {
        String ref = schema.textOf("$ref");
        YamlNode at = schema;
        if (ref.startsWith("#/")) {
            at = root;
            for (String part : ref.substring(2).split("/")) {
                at = at.get(part).orElse(at);
            }
        }
        return at;
    }

    private List<CsvFile.Row> rows(String path) {
        try {
            return CsvFile.read(view.files(), path).rows();
        } catch (HubException e) {
            return List.of();
        }
    }
}
