package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One test of a route as a file states it.
 *
 * @param yaml the file
 * @param pointer where in it
 * @param route id of the route that the file is about
 * @param spec the test itself, names of ids filled in
 */
record RouteTest(YamlText yaml, String pointer, String route, JsonNode spec) {
    static final String SUFFIX = ".test.yaml";
    /** As in the contexts of most golden examples, so that a route may be held against their outputs. */
    static final String MESSAGE = "019cf3a2-5c40-7000-8000-000000000000";
    static final String DELIVERY = "019cf3a2-5c40-7000-8000-000000000001";

    private static final Instant AT = Instant.parse("2026-03-16T01:30:00Z");
    private static final Set<String> KEYS =
            Set.of("name", "at", "request", "item", "delivery", "probe", "question", "case", "answers", "expect");

    /** All tests of a bundle, in the order of their files; a file that is none becomes a fault. */
    static List<RouteTest> read(BundleFiles files, List<Fault> faults) {
        List<RouteTest> tests = new ArrayList<>();
        for (String path : files.paths("routes/", SUFFIX)) {
            try {
                YamlText yaml = YamlText.read(path, files.text(path));
                JsonNode root = YamlText.normal(filled(yaml.root()));
                String route = root.path("route").asText();
                for (int i = 0; i < root.path("tests").size(); i++) {
                    tests.add(new RouteTest(yaml, "/tests/" + i, route, root.path("tests").get(i)));
                }
                if (route.isEmpty() || root.path("tests").isEmpty()) {
                    faults.add(new Fault(path, 1, 1, "A test file has route: and a list of tests:."));
                }
            } catch (HubException e) {
                String place = e.places().isEmpty() ? path + ":1:1" : e.places().get(0).pointer();
                faults.add(fault(path, place, e.places().isEmpty() ? e.getMessage() : e.places().get(0).detail()));
            }
        }
        return tests;
    }

    private static Fault fault(String path, String place, String sentence) {
        String[] parts = place.substring(path.length()).split(":");
        return parts.length < 3
                ? new Fault(path, 1, 1, sentence)
                : new Fault(path, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), sentence);
    }

    private static JsonNode filled(JsonNode root) {
        return YamlText.tree(root.toString()
                .replace("${deliveryId}", DELIVERY)
                .replace("${messageId}", MESSAGE)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Puts the names of ids back into a text that goes into the file. */
    static String named(String text) {
        return text.replace(DELIVERY, "${deliveryId}").replace(MESSAGE, "${messageId}");
    }

    String name() {
        return spec.path("name").asText(route);
    }

    int line() {
        return yaml.mark(pointer).line();
    }

    /** The moment at which it plays. */
    Instant at() {
        String at = spec.path("at").asText("");
        try {
            return at.isEmpty() ? AT : OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            return AT;
        }
    }

    /** Names that nobody reads are mostly slips of the pen. */
    List<String> unknownKeys() {
        List<String> unknown = new ArrayList<>();
        spec.fieldNames().forEachRemaining(name -> {
            if (!KEYS.contains(name)) {
                unknown.add(name);
            }
        });
        return unknown;
    }
}
