package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the sandbox kept of a run: the personal data that the platform was sent, and what the desk was answered. */
final class Planted {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of(
            "/applyName", "/applyCardNo", "/legalName", "/contact/name", "/contact/cardNo", "/contact/phone",
            "/contact/address");

    private final Path sandbox;

    Planted(Path sandbox) {
        this.sandbox = sandbox;
    }

    /** Every name, number, phone and address that the platform received; refused ones never got there. */
    Set<String> personal() {
        Set<String> values = new TreeSet<>();
        for (JsonNode request : lines("city-platform/requests.jsonl")) {
            JsonNode body = parse(request.path("body").asText());
            FIELDS.forEach(field -> values.add(body.at(field).asText("")));
        }
        values.removeIf(value -> value.length() < 3);
        return values;
    }

    /** The problem documents that the desk got. */
    List<String> problems() {
        return lines("city-window/sent.jsonl").stream()
                .filter(entry -> entry.path("status").asInt() >= 400)
                .map(entry -> entry.path("answer").asText())
                .toList();
    }

    private List<JsonNode> lines(String file) {
        try (Stream<String> lines = Files.lines(sandbox.resolve(file))) {
            return lines.map(Planted::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
