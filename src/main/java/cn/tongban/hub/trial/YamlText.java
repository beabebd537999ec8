package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML or JSON file of a bundle as a tree, with the place of each value, so that a fault and its mending find it. */
final class YamlText {
    private static final JsonReader READER = new JsonReader(64 << 20, 200);

    private final String file;
    private final Map<String, Mark> marks = new HashMap<>();
    private JsonNode root = JsonNodeFactory.instance.missingNode();

    /**
     * @param line 1 for the first
     * @param start offset of the value's first character in the text
     * @param end offset behind its last one
     */
    record Mark(int line, int column, int start, int end) {}

    private YamlText(String file) {
        this.file = file;
    }

    /** @throws HubException BUNDLE_INVALID with {@code file:line:column} */
    static YamlText read(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(60);
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(4 << 20);
        YamlText yaml = new YamlText(file);
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) {
                throw invalid(file + ":1:1", "The file is empty.");
            }
            yaml.root = yaml.convert(node, "");
            return yaml;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            int column = e.getProblemMark() == null ? 1 : e.getProblemMark().getColumn() + 1;
            throw invalid(file + ":" + line + ":" + column, "Not YAML: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            throw invalid(file + ":1:1", "Not one YAML document, nested too deep, or with aliases.");
        }
    }

    /** With the number types of every other tree of the hub, so that equal values are equal. */
    static JsonNode normal(JsonNode tree) {
        return READER.read(tree.toString().getBytes(StandardCharsets.UTF_8), null);
    }

    /** JSON as a tree, anything else as its text. */
    static JsonNode tree(byte[] bytes) {
        try {
            return bytes.length == 0 ? JsonNodeFactory.instance.missingNode() : READER.read(bytes, null);
        } catch (HubException notJson) {
            return JsonNodeFactory.instance.textNode(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static HubException invalid(String place, String sentence) {
        return new HubException(ErrorCode.BUNDLE_INVALID, place, List.of(new Place(place, "yaml", sentence)));
    }

    String file() {
        return file;
    }

    JsonNode root() {
        return root;
    }

    /** Of the value at the pointer, or of the innermost one around it that is there. */
    Mark mark(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !marks.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return marks.getOrDefault(at, new Mark(1, 1, 0, 0));
    }

    boolean has(String pointer) {
        return marks.containsKey(pointer);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode convert(Node node, String at) {
        marks.put(at, new Mark(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1,
                node.getStartMark().getIndex(), node.getEndMark().getIndex()));
        if (node instanceof MappingNode map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple tuple : map.getValue()) {
                String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
                if (object.has(name)) {
                    throw invalid(file + ":" + (tuple.getKeyNode().getStartMark().getLine() + 1) + ":1",
                            "The key " + name + " occurs twice.");
                }
                object.set(name, convert(tuple.getValueNode(), at + "/" + escaped(name)));
            }
            return object;
        }
        if (node instanceof SequenceNode list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : list.getValue()) {
                array.add(convert(item, at + "/" + array.size()));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    /** Numbers with leading zeros are somebody's codes, dates are texts. */
    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        if (Tag.NULL.equals(node.getTag())) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (Tag.BOOL.equals(node.getTag()) && (text.equals("true") || text.equals("false"))) {
            return JsonNodeFactory.instance.booleanNode(text.equals("true"));
        }
        boolean number = Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag());
        return number && text.matches("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?")
                ? JsonNodeFactory.instance.numberNode(new BigDecimal(text))
                : JsonNodeFactory.instance.textNode(text);
    }
}
