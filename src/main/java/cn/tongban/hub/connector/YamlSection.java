package cn.tongban.hub.connector;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a YAML file, read strictly: each key is asked for by name, and {@link #close} reports those that nobody
 * asked for. A wrong value is noted with its line and the default is used, so that reading goes on to the next fault.
 */
final class YamlSection {
    private final Findings findings;
    private final String pointer;
    private final Node at;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlSection(Findings findings, String pointer, Node node) {
        this.findings = findings;
        this.pointer = pointer;
        this.at = node;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::put);
        } else {
            findings.add(node, pointer, "type", "a mapping is expected here");
        }
    }

    private void put(NodeTuple entry) {
        String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (values.putIfAbsent(key, entry.getValueNode()) != null) {
            findings.add(entry.getKeyNode(), pointer + "/" + key, "duplicate-key", "the key is there twice");
        }
    }

    /** Reports every key that was not asked for. */
    void close() {
        values.forEach((key, node) -> {
            if (!asked.contains(key)) {
                findings.add(node, pointer + "/" + key, "unknown-key", "known keys: " + String.join(", ", asked));
            }
        });
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** The section under the key, or nothing when the key is absent. */
    Optional<YamlSection> section(String key) {
        return node(key).map(node -> new YamlSection(findings, pointer + "/" + key, node));
    }

    /** The value as {@code parser} reads it; required when {@code otherwise} is null. */
    <T> T value(String key, @Nullable T otherwise, T onError, Function<String, T> parser) {
        Node node = node(key).orElse(null);
        if (node == null) {
            if (otherwise == null) {
                findings.add(at, pointer + "/" + key, "required", "the key is missing");
            }
            return otherwise == null ? onError : otherwise;
        }
        return scalar(node, pointer + "/" + key, onError, parser);
    }

    <T> List<T> list(String key, T onError, Function<String, T> parser) {
        List<Node> items = items(key);
        return IntStream.range(0, items.size())
                .mapToObj(i -> scalar(items.get(i), pointer + "/" + key + "/" + i, onError, parser))
                .toList();
    }

    /** The list under the key, each item a plain value or a section of its own. */
    <T> List<T> mixed(String key, T onError, Function<String, T> parser, Function<YamlSection, T> reader) {
        List<Node> items = items(key);
        return IntStream.range(0, items.size()).mapToObj(i -> {
            Node item = items.get(i);
            String path = pointer + "/" + key + "/" + i;
            return item instanceof MappingNode
                    ? reader.apply(new YamlSection(findings, path, item))
                    : scalar(item, path, onError, parser);
        }).toList();
    }

    List<YamlSection> sections(String key) {
        List<Node> items = items(key);
        return IntStream.range(0, items.size())
                .mapToObj(i -> new YamlSection(findings, pointer + "/" + key + "/" + i, items.get(i)))
                .toList();
    }

    /** The section under the key as a flat table of scalars; empty when the key is absent. */
    Map<String, String> table(String key, Function<String, String> keyParser) {
        Map<String, String> table = new LinkedHashMap<>();
        section(key).ifPresent(section -> section.values.forEach((name, node) -> {
            String path = section.pointer + "/" + name;
            String checked = parse(node, path, name, keyParser);
            table.put(checked, scalar(node, path, "", Function.identity()));
        }));
        return table;
    }

    /** The section under the key as a table whose values are one name or a list of names; none is empty. */
    Map<String, List<String>> lists(String key, Function<String, String> keyParser, Function<String, String> parser) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        section(key).ifPresent(section -> section.values.forEach((name, node) -> {
            String path = section.pointer + "/" + name;
            List<Node> items = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
            if (items.isEmpty()) {
                findings.add(node, path, "required", "at least one");
            }
            table.put(parse(node, path, name, keyParser),
                    items.stream().map(item -> scalar(item, path, "?", parser)).distinct().toList());
        }));
        return table;
    }

    void report(String key, String rule, String detail) {
        findings.add(values.getOrDefault(key, at), key.isEmpty() ? pointer : pointer + "/" + key, rule, detail);
    }

    private Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(values.get(key));
    }

    private List<Node> items(String key) {
        Node node = node(key).orElse(null);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        findings.add(node, pointer + "/" + key, "type", "a list is expected here");
        return List.of();
    }

    private <T> T scalar(Node node, String path, T onError, Function<String, T> parser) {
        if (!(node instanceof ScalarNode scalar)) {
            findings.add(node, path, "type", "a single value is expected here");
            return onError;
        }
        try {
            return parser.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            findings.add(node, path, "value", String.valueOf(e.getMessage()));
            return onError;
        }
    }

    private String parse(Node node, String path, String text, Function<String, String> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            findings.add(node, path, "key", String.valueOf(e.getMessage()));
            return text;
        }
    }
}
