package cn.tongban.hub.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of components as Camel's catalogue has them: read from the metadata that each component brings along in
 * its jar, so that catalogue and component are always of one version.
 */
final class ComponentCatalogue {
    private static final Map<String, String> FILES = Map.of(
            "hub", "META-INF/cn/tongban/hub/flow/hub.json",
            "party", "META-INF/cn/tongban/hub/flow/party.json",
            "soap", "META-INF/cn/tongban/hub/flow/soap.json",
            "http", "META-INF/cn/tongban/hub/flow/http.json",
            "kamelet", "META-INF/org/apache/camel/component/kamelet/kamelet.json",
            "platform-http", "META-INF/org/apache/camel/component/platform/http/platform-http.json");
    private static final Map<String, Map<String, Option>> OPTIONS = new LinkedHashMap<>();

    private ComponentCatalogue() {}

    /** @param values all that are allowed; empty when any value of the type is */
    record Option(String type, boolean required, Set<String> values) {
        /** A sentence, empty when the value fits. Placeholders are settled when the bundle starts. */
        String fault(String value) {
            if (value.contains("{{") || value.contains("${")) {
                return "";
            }
            if (!values.isEmpty() && !values.contains(value)) {
                return "must be one of " + String.join(", ", values);
            }
            return switch (type) {
                case "boolean" -> Set.of("true", "false").contains(value) ? "" : "must be true or false";
                case "integer" -> value.matches("-?\\d{1,18}") ? "" : "must be a whole number";
                default -> "";
            };
        }
    }

    /** The endpoint's parameters by name; empty for a component that is not in a bundle's reach. */
    static synchronized Optional<Map<String, Option>> of(String scheme) {
        String known = scheme.equals("https") || scheme.equals("{{}}") ? "http" : scheme;
        return Optional.ofNullable(FILES.get(known)).map(file -> OPTIONS.computeIfAbsent(known, name -> read(file)));
    }

    private static Map<String, Option> read(String file) {
        try (InputStream in = ComponentCatalogue.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            Map<String, Option> options = new LinkedHashMap<>();
            JsonMapper.builder().build().readTree(in).path("properties").fields().forEachRemaining(field -> {
                if (field.getValue().path("kind").asText().equals("parameter")) {
                    options.put(field.getKey(), option(field.getValue()));
                }
            });
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static Option option(JsonNode about) {
        Set<String> values = new HashSet<>();
        about.path("enum").forEach(value -> values.add(value.asText()));
        return new Option(about.path("type").asText(), about.path("required").asBoolean(), values);
    }
}
