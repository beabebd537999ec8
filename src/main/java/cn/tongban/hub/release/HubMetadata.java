package cn.tongban.hub.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The metadata of the component {@code hub} in the form of Camel's catalogue, as designers and our own rules read it.
 * The file in the jar is written from here; a test keeps it so.
 */
final class HubMetadata {
    private HubMetadata() {}

    static String json() {
        ObjectNode root = JsonMapper.builder().build().createObjectNode();
        ObjectNode component = root.putObject("component");
        component.put("kind", "component").put("name", "hub").put("title", "Tongban Hub").put("description",
                        "The verbs of Tongban Hub: verify, validate, map, address, record, deliver and confirm.")
                .put("deprecated", false).put("firstVersion", "1.0.0").put("label", "core")
                .put("javaType", "cn.tongban.hub.flow.HubComponent").put("supportLevel", "Stable")
                .put("groupId", "cn.tongban").put("artifactId", "tongban-hub").put("version", "1.0.0")
                .put("scheme", "hub").put("extendsScheme", "").put("syntax", "hub:verb/target")
                .put("async", false).put("api", false).put("consumerOnly", false).put("producerOnly", false)
                .put("lenientProperties", false).put("browsable", false).put("remote", false);
        root.putObject("componentProperties");
        ObjectNode properties = root.putObject("properties");
        ObjectNode verb = property(properties, "verb", "path", 0, "What the step does: " + abouts(), true);
        HubVerb.ALL.forEach(each -> verb.withArray("enum").add(each.name()));
        property(properties, "target", "path", 1, "What it works on: " + targets(), false);
        int index = 2;
        for (Map.Entry<String, String> option : options().entrySet()) {
            property(properties, option.getKey(), "parameter", index++, option.getValue(), false);
        }
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values can be written", e);
        }
    }

    private static ObjectNode property(
            ObjectNode properties, String name, String kind, int index, String about, boolean required) {
        return properties.putObject(name).put("index", index).put("kind", kind)
                .put("displayName", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .put("group", "common").put("label", "").put("required", required).put("type", "string")
                .put("javaType", "java.lang.String").put("deprecated", false).put("autowired", false)
                .put("secret", false).put("description", about);
    }

    private static String abouts() {
        List<String> all = new ArrayList<>();
        HubVerb.ALL.forEach(verb -> all.add(verb.name() + " (" + verb.about() + ")"));
        return String.join("; ", all);
    }

    private static String targets() {
        List<String> all = new ArrayList<>();
        HubVerb.ALL.stream().filter(verb -> !verb.target().isEmpty())
                .forEach(verb -> all.add(verb.name() + "/" + verb.target()));
        return String.join("; ", all);
    }

    /** Each option with the verbs that take it. */
    private static Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        HubVerb.ALL.forEach(verb -> verb.options().forEach(
                (name, about) -> options.put(name, "hub:" + verb.name() + ": " + about + ".")));
        return options;
    }
}
