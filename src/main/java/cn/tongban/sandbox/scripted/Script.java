package cn.tongban.sandbox.scripted;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code simulator.yaml}: the system it plays, its port, its answers. Keys are those of
 * {@code schemas/simulator.schema.json}.
 */
record Script(String system, int port, List<ScriptedAnswer> answers) {
    static final Set<String> KEYS = Set.of("system", "port", "answers");
    static final Set<String> ANSWER_KEYS = Set.of("method", "path", "times", "status", "delay", "headers", "body", "copy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern DELAY = Pattern.compile("(\\d{1,6})(ms|s|m)");

    Script {
        answers = List.copyOf(answers);
    }

    /** @throws IllegalArgumentException when it is no script, in words for its author */
    static Script read(Path file) {
        try {
            return of(YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Script of(JsonNode root) {
        onlyKeys(root, KEYS);
        String system = root.path("system").asText();
        require(NAME.matcher(system).matches(), "system: the name of a connector");
        List<ScriptedAnswer> answers = new ArrayList<>();
        root.path("answers").forEach(answer -> answers.add(answer(answer)));
        require(!answers.isEmpty(), "answers: at least one");
        int port = root.path("port").asInt(0);
        require(port >= 0 && port <= 65535, "port: 0 to 65535");
        return new Script(system, port, answers);
    }

    private static ScriptedAnswer answer(JsonNode node) {
        onlyKeys(node, ANSWER_KEYS);
        Map<String, String> headers = new LinkedHashMap<>();
        node.path("headers").fields().forEachRemaining(header -> {
            require(header.getKey().matches("[A-Za-z0-9-]{1,60}") && header.getValue().asText().matches("[\\x20-\\x7e]*"),
                    "headers: plain names and values");
            headers.put(header.getKey(), header.getValue().asText());
        });
        Map<JsonPointer, JsonPointer> copy = new LinkedHashMap<>();
        node.path("copy").fields().forEachRemaining(entry ->
                copy.put(JsonPointer.compile(entry.getKey()), JsonPointer.compile(entry.getValue().asText())));
        int status = node.path("status").asInt(200);
        require(status >= 100 && status <= 599, "status: 100 to 599");
        return new ScriptedAnswer(node.path("method").asText(), node.path("path").asText(), node.path("times").asInt(0),
                status, delay(node.path("delay").asText("0ms")), headers, node.path("body"), copy, new AtomicInteger());
    }

    private static Duration delay(String text) {
        Matcher delay = DELAY.matcher(text);
        require(delay.matches(), "delay: such as 200ms or 2s");
        long number = Long.parseLong(delay.group(1));
        return switch (delay.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static void onlyKeys(JsonNode node, Set<String> known) {
        require(node.isObject(), "a mapping is expected");
        node.fieldNames().forEachRemaining(name ->
                require(known.contains(name), name + ": known keys are " + new TreeSet<>(known)));
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
