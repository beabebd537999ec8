package cn.tongban.hub.cli;

import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks to the management API of a running hub. */
final class HubClient {
    // A bulk run answers only when it is through.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;
    private final String token;

    HubClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @param query without those whose value is null */
    JsonNode get(String path, Map<String, ? extends @Nullable Object> query) {
        String parameters = query.entrySet().stream()
                .filter(e -> e.getValue() != null)
                .map(e -> e.getKey() + "=" + encoded(String.valueOf(e.getValue())))
                .collect(Collectors.joining("&"));
        return send(request(parameters.isEmpty() ? path : path + "?" + parameters).GET());
    }

    JsonNode get(String path) {
        return get(path, Map.of());
    }

    /** What is no JSON; empty when the hub does not run, or does not let us. */
    byte[] bytesIfAllowed(String path) {
        try {
            HttpResponse<byte[]> answer = http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? answer.body() : new byte[0];
        } catch (IOException e) {
            return new byte[0];
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    /** An answer that is read while it comes; whoever asks closes it. */
    InputStream stream(String path, Object body) {
        try {
            HttpResponse<InputStream> answer = http.send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Output.MAPPER.writeValueAsString(body)))
                    .build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() / 100 != 2) {
                try (InputStream problem = answer.body()) {
                    throw refused(answer.statusCode(), read(new String(problem.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            return answer.body();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Requests can be written as JSON", e);
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable();
        }
    }

    /** A change under a key of its own: the hub does it once, even if the network repeats it. */
    JsonNode post(String path, Object body) {
        return change("POST", path, body);
    }

    /** Something that is no JSON, and that is the same when it comes twice. */
    JsonNode post(String path, String mediaType, byte[] body) {
        return send(request(path).header("Content-Type", mediaType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    JsonNode put(String path, Object body) {
        return change("PUT", path, body);
    }

    JsonNode delete(String path, Object body) {
        return change("DELETE", path, body);
    }

    private JsonNode change(String method, String path, Object body) {
        try {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .method(method, HttpRequest.BodyPublishers.ofString(Output.MAPPER.writeValueAsString(body))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Requests can be written as JSON", e);
        }
    }

    /** A part of an address. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode body = read(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw refused(answer.statusCode(), body);
            }
            return body;
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable();
        }
    }

    private JsonNode read(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : Output.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new Failure(
                    Exit.UNREACHABLE, address + " 上运行的不是通办枢纽。", "What answers at " + address + " is no hub.");
        }
    }

    private Failure unreachable() {
        return new Failure(
                Exit.UNREACHABLE,
                "连不上枢纽 " + address + "。请先启动(./hub run),或用 --to 指定地址。",
                "Cannot reach a hub at " + address + ". Start it (./hub run) or name another address with --to.");
    }

    private static Failure refused(int status, JsonNode problem) {
        List<Place> places = new ArrayList<>();
        problem.path("places").forEach(p -> places.add(new Place(
                p.path("pointer").asText(), p.path("rule").asText(), p.path("detail").asText())));
        int exit = status == 401 || status == 403 ? Exit.USAGE : status == 503 ? Exit.UNREACHABLE : Exit.FOUND;
        return new Failure(
                exit,
                problem.path("detail").asText("HTTP " + status),
                problem.path("detailEn").asText("HTTP " + status),
                places);
    }
}
