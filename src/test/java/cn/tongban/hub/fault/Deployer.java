package cn.tongban.hub.fault;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;

/** An engineer who deploys to a hub over its API. */
final class Deployer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HubProcess hub;
    private final HttpClient http = HttpClient.newHttpClient();

    Deployer(HubProcess hub) {
        this.hub = hub;
    }

    /** Brings a bundle; nothing is put to work. */
    void bring(BundleFiles files) throws IOException {
        send("POST", "/api/v1/bundles", "application/zip", BundleArchive.pack(files));
    }

    /** Returns when the hub says that it is at work. */
    JsonNode deploy(String digest) throws IOException {
        return send("POST", "/api/v1/bundles/" + digest + "/deploy", "application/json", json(Map.of("reason", "test")));
    }

    JsonNode rollback(String from) throws IOException {
        return send("POST", "/api/v1/bundles/" + from + "/rollback", "application/json", json(Map.of("reason", "test")));
    }

    String active() throws IOException {
        return current().at("/deployment/digest").asText();
    }

    /** The active deployment and what each node runs. */
    JsonNode current() throws IOException {
        return send("GET", "/api/v1/deployments/current", "application/json", new byte[0]);
    }

    private JsonNode send(String method, String path, String type, byte[] body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(hub.url().resolve(path))
                .header("Authorization", "Bearer " + Files.readString(hub.data().resolve("admin.token")).strip())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + ": " + json);
            }
            return json;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
