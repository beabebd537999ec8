package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** JSON over HTTP with one of the two processes. */
final class JsonHttp {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Supplier<String> token;

    /** @param token asked at each request; empty for none */
    JsonHttp(URI base, Supplier<String> token) {
        this.base = base;
        this.token = token;
    }

    /** The address of a path that begins with a slash. */
    URI at(String path) {
        return base.resolve(path);
    }

    JsonNode get(String path) {
        return json("GET", path, MissingNode.getInstance());
    }

    JsonNode post(String path, JsonNode body) {
        return json("POST", path, body);
    }

    JsonNode put(String path, JsonNode body) {
        return json("PUT", path, body);
    }

    /** One JSON document per line. */
    List<JsonNode> lines(String path) {
        List<JsonNode> lines = new ArrayList<>();
        exchange("GET", path, MissingNode.getInstance()).body().lines().forEach(line -> lines.add(parse(path, line)));
        return lines;
    }

    /** The HTTP status, 0 while nobody answers. */
    int status(String path) {
        try {
            return send("GET", path, MissingNode.getInstance()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private JsonNode json(String method, String path, JsonNode body) {
        return parse(path, exchange(method, path, body).body());
    }

    private HttpResponse<String> exchange(String method, String path, JsonNode body) {
        HttpResponse<String> answer;
        try {
            answer = send(method, path, body);
        } catch (IOException e) {
            throw new DemoException(DemoException.GONE, "demo.error.unreachable", at(path));
        }
        if (answer.statusCode() / 100 != 2) {
            String code = parse(path, answer.body()).path("code").asText();
            throw new DemoException(
                    DemoException.UNTRUE, "demo.error.answer", method + " " + path, answer.statusCode() + " " + code);
        }
        return answer;
    }

    private HttpResponse<String> send(String method, String path, JsonNode body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path)).timeout(PATIENCE);
        String text = token.get();
        if (!text.isEmpty()) {
            request.header("Authorization", "Bearer " + text);
        }
        if (body.isMissingNode()) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body.toString()));
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static JsonNode parse(String path, String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new DemoException(DemoException.UNTRUE, "demo.error.answer", path, "not JSON");
        }
    }
}
