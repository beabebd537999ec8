package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A place in a YAML file of the bundle: text, list or map, with its line. */
final class YamlNode {
    private final String file;
    private final Node node;

    private YamlNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** One entry of a map; the key's own place is where a finding about it belongs. */
    record Entry(YamlNode key, YamlNode value) {
        String name() {
            return key.text().orElse("");
        }
    }

    /** The file's only document; empty after a finding. Duplicate keys are findings too. */
    static Optional<YamlNode> read(BundleFiles files, String path, FindingList findings) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(40);
        try {
            Node node = new Yaml(options).compose(new StringReader(files.text(path)));
            if (node == null) {
                findings.error(path, 1, "yaml", "The file is empty.", "");
                return Optional.empty();
            }
            YamlNode root = new YamlNode(path, node);
            root.reportDuplicates(findings);
            return Optional.of(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            int line = mark == null ? 1 : mark.getLine() + 1;
            int column = mark == null ? 1 : mark.getColumn() + 1;
            String message = "Not YAML: " + String.valueOf(e.getProblem()) + ".";
            findings.add(new Finding(path, line, column, "yaml", Severity.ERROR, message, ""));
        } catch (YAMLException e) {
            findings.error(path, 1, "yaml", "Not one YAML document, nested too deep, or with aliases.", "");
        } catch (HubException e) {
            findings.error(path, 1, "charset", "The file is not UTF-8.", "");
        }
        return Optional.empty();
    }

    private void reportDuplicates(FindingList findings) {
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries()) {
            if (!seen.add(entry.name())) {
                findings.error(entry.key(), "duplicate-key", "The key " + entry.name() + " occurs twice.");
            }
            entry.value().reportDuplicates(findings);
        }
        items().forEach(item -> item.reportDuplicates(findings));
    }

    String file() {
        return file;
    }

    int line() {
        return node.getStartMark().getLine() + 1;
    }

    int column() {
        return node.getStartMark().getColumn() + 1;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    Optional<String> text() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** The entries of a map in their order; none of anything else. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                entries.add(new Entry(new YamlNode(file, tuple.getKeyNode()),
                        new YamlNode(file, tuple.getValueNode())));
            }
        }
        return entries;
    }

    /** The items of a list in their order; none of anything else. */
    List<YamlNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(item -> new YamlNode(file, item)).toList()
                : List.of();
    }

    Optional<YamlNode> get(String key) {
        return entries().stream().filter(entry -> entry.name().equals(key)).map(Entry::value).findFirst();
    }

    Optional<YamlNode> at(String... keys) {
        Optional<YamlNode> found = Optional.of(this);
        for (String key : keys) {
            found = found.flatMap(inner -> inner.get(key));
        }
        return found;
    }

    /** The text under the key, empty text when there is none. */
    String textOf(String key) {
        return get(key).flatMap(YamlNode::text).orElse("");
    }

    /** Whether a JSON Pointer leads somewhere. */
    boolean has(String pointer) {
        Optional<YamlNode> at = Optional.of(this);
        for (String part : pointer.substring(1).split("/", -1)) {
            at = at.flatMap(node -> node.get(part));
        }
        return at.isPresent();
    }

    /** The node at a JSON Pointer, or the nearest one above it; the key where the pointer ends at an entry of a map. */
    YamlNode find(String pointer) {
        YamlNode at = this;
        YamlNode place = this;
        for (String part : pointer.isEmpty() ? List.<String>of() : List.of(pointer.substring(1).split("/", -1))) {
            String name = part.replace("~1", "/").replace("~0", "~");
            Optional<Entry> entry = at.entries().stream().filter(each -> each.name().equals(name)).findFirst();
            List<YamlNode> items = at.items();
            boolean index = name.matches("\\d{1,6}") && Integer.parseInt(name) < items.size();
            if (entry.isEmpty() && !index) {
                return place;
            }
            at = entry.map(Entry::value).orElseGet(() -> items.get(Integer.parseInt(name)));
            place = entry.map(Entry::key).orElse(at);
        }
        return place;
    }

    /** The same as JSON, with the types that YAML gives to bare words. */
    JsonNode json() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode) {
            ObjectNode object = json.objectNode();
            entries().forEach(entry -> object.set(entry.name(), entry.value().json()));
            return object;
        }
        if (node instanceof SequenceNode) {
            ArrayNode array = json.arrayNode();
            items().forEach(item -> array.add(item.json()));
            return array;
        }
        String text = text().orElse("");
        if (node.getTag() == Tag.BOOL) {
            return json.booleanNode(text.equalsIgnoreCase("true"));
        }
        boolean number = node.getTag() == Tag.INT && text.matches("-?\\d{1,18}");
        return number ? json.numberNode(Long.parseLong(text)) : node.getTag() == Tag.NULL ? json.nullNode()
                : json.textNode(text);
    }

    /** The texts of a map of plain values. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        entries().forEach(entry -> texts.put(entry.name(), entry.value().text().orElse("")));
        return texts;
    }
}
