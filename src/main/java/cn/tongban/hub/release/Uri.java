package cn.tongban.hub.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An endpoint as a route writes it: {@code scheme:path?option=value} plus {@code parameters:}.
 *
 * @param node where it stands
 * @param path all between the scheme and the question mark, without leading slashes of {@code scheme://}
 */
record Uri(YamlNode node, String scheme, String path, Map<String, String> options) {
    /** Some designers write the path among the parameters, under these names. */
    private static final Map<String, List<String>> PATHS = Map.of("hub", List.of("verb", "target"), "party", List.of("way"),
            "soap", List.of("connector", "operation"),
            "kamelet", List.of("templateId"), "platform-http", List.of("path"));

    /** Reads a step that is a text, or a map with {@code uri} and {@code parameters}. */
    static Uri of(YamlNode step) {
        YamlNode place = step.get("uri").orElse(step);
        String text = place.text().orElse("");
        int query = text.indexOf('?');
        String address = query < 0 ? text : text.substring(0, query);
        Map<String, String> options = new LinkedHashMap<>();
        if (query >= 0) {
            for (String option : text.substring(query + 1).split("&")) {
                int equals = option.indexOf('=');
                options.put(equals < 0 ? option : option.substring(0, equals), equals < 0 ? ""
                        : option.substring(equals + 1));
            }
        }
        step.get("parameters").ifPresent(parameters -> options.putAll(parameters.texts()));
        if (address.startsWith("{{")) {
            return new Uri(place, "{{}}", address, options);
        }
        int colon = address.indexOf(':');
        List<String> parts = PATHS.getOrDefault(address, List.of());
        if (colon < 0 && !parts.isEmpty()) {
            String path = parts.stream().map(options::remove).filter(Objects::nonNull).collect(Collectors.joining("/"));
            return new Uri(place, address, path, options);
        }
        String scheme = colon < 0 ? address : address.substring(0, colon);
        return new Uri(place, scheme, colon < 0 ? "" : address.substring(colon + 1), options);
    }

    /** The verb of a {@code hub:} endpoint: all before the first slash. */
    String verb() {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** What follows the verb of a {@code hub:} endpoint, empty if nothing. */
    String target() {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    /** As written, with the options that stand behind the question mark. */
    String text() {
        return node.text().orElse("");
    }

    boolean isHub(String verb) {
        return scheme.equals("hub") && verb().equals(verb);
    }

    String option(String name) {
        return options.getOrDefault(name, "");
    }
}
