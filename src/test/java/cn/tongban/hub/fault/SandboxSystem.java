package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One simulated system: its faults, its commands, and the record that it wrote. */
final class SandboxSystem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxProcess sandbox;
    private final String name;
    private final Path records;

    SandboxSystem(SandboxProcess sandbox, String name, Path records) {
        this.sandbox = sandbox;
        this.name = name;
        this.records = records;
    }

    /** Replaces the faults by rules such as {@code {"fault":"answer-lost","operation":"submit","times":1}}. */
    void faults(String... rules) {
        command("PUT", "faults", "{\"rules\":[" + String.join(",", rules) + "]}");
    }

    /** No faults, listener open, whatever was held is cut. */
    void healthy() {
        command("PUT", "faults", "{\"drop\":true}");
    }

    void noFaults() {
        command("DELETE", "faults", "");
    }

    void down() {
        command("PUT", "faults", "{\"down\":true}");
    }

    JsonNode command(String method, String path, String body) {
        try {
            return JSON.readTree(sandbox.control(method, name + '/' + path, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count() {
        return command("GET", "requests/count", "").path("count").asLong();
    }

    /** Every raw request, in the order of arrival, read from the file: also while the sandbox is dead. */
    List<RawRequest> requests() {
        List<RawRequest> requests = new ArrayList<>();
        for (JsonNode line : lines("requests.jsonl")) {
            requests.add(RawRequest.of(requests.size() + 1, line));
        }
        return requests;
    }

    List<RawRequest> requests(Predicate<RawRequest> wanted) {
        return requests().stream().filter(wanted).toList();
    }

    List<RawRequest> requestsOf(String caseNo) {
        return requests(request -> request.caseNo().equals(caseNo));
    }

    /** What the system planned and sent by itself, with the hub's answers. */
    List<JsonNode> sent() {
        return lines("sent.jsonl");
    }

    private List<JsonNode> lines(String file) {
        List<JsonNode> lines = new ArrayList<>();
        Path path = records.resolve(file);
        if (!Files.exists(path)) {
            return lines;
        }
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n');
            for (String line : end < 0 ? new String[0] : text.substring(0, end).split("\n")) {
                lines.add(parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static JsonNode parse(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // Torn by a kill of the sandbox: the request was not answered and had no effect. It still counts as raw.
            return JSON.createObjectNode().put("torn", true);
        }
    }
}
