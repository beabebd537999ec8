package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;

/** The hub's own API with its first token, as people and programs of the hall use it. */
final class HubApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubProcess hub;
    private final HttpClient http = HttpClient.newHttpClient();

    HubApi(HubProcess hub) {
        this.hub = hub;
    }

    JsonNode get(String path) {
        return send("GET", path, "application/json", new byte[0]);
    }

    /** Nothing is sent to this destination until then, or until {@link #open}; gives the id of the window. */
    String close(String destination, Instant until) {
        return send("POST", "/api/v1/connectors/" + destination + "/maintenance",
                Map.of("to", until.toString(), "reason", "night")).findValue("windows").get(0).path("id").asText();
    }

    void open(String destination, String window) {
        send("DELETE", "/api/v1/connectors/" + destination + "/maintenance/" + window, Map.of("reason", "morning"));
    }

    /** Settles a doubt as somebody does who asked the partner. */
    void resolve(String delivery, boolean delivered) {
        send("POST", "/api/v1/deliveries/" + delivery + "/resolve",
                Map.of("delivered", delivered, "receiptNo", "by telephone", "reason", "asked"));
    }

    /** @param body of what Jackson can write */
    JsonNode send(String method, String path, Object body) {
        try {
            return send(method, path, "application/json", JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer's document; any answer but 2xx fails the test. */
    JsonNode send(String method, String path, String type, byte[] body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.url().resolve(path))
                    .header("Authorization", "Bearer " + Files.readString(hub.data().resolve("admin.token")).strip())
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + ": " + json);
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
