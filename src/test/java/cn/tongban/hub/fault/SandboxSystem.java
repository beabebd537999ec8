package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
        return requests(request -> true);
    }

    List<RawRequest> requests(Predicate<RawRequest> wanted) {
        List<RawRequest> requests = new ArrayList<>();
        forEachRequest(request -> {
            if (wanted.test(request)) {
                requests.add(request);
            }
        });
        return requests;
    }

    /** As {@link #requests()}, one at a time: a long run has more of them than fit into the memory of a test. */
    void forEachRequest(Consumer<RawRequest> each) {
        AtomicInteger number = new AtomicInteger();
        forEachLine("requests.jsonl", line -> each.accept(RawRequest.of(number.incrementAndGet(), line)));
    }

    List<RawRequest> requestsOf(String caseNo) {
        return requests(request -> request.caseNo().equals(caseNo));
    }

    /** What the system planned and sent by itself, with the hub's answers. */
    List<JsonNode> sent() {
        List<JsonNode> sent = new ArrayList<>();
        forEachLine("sent.jsonl", sent::add);
        return sent;
    }

    private void forEachLine(String file, Consumer<JsonNode> each) {
        Path path = records.resolve(file);
        if (!Files.exists(path)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                each.accept(parse(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
