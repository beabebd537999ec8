package cn.tongban.hub.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who listens to a stream of server-sent events and knows the parts as they stand. */
public final class Events implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpResponse<InputStream> answer;
    private final Map<String, JsonNode> parts = new ConcurrentHashMap<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private Events(HttpResponse<InputStream> answer) {
        this.answer = answer;
    }

    /** Returns with the beginning of the answer; a stream is read on by itself. */
    static Events of(HttpClient client, HttpRequest request) {
        try {
            Events events = new Events(client.send(request, HttpResponse.BodyHandlers.ofInputStream()));
            if (events.status() == 200) {
                Thread reader = new Thread(events::read, "events");
                reader.setDaemon(true);
                reader.start();
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The answer of who was not let in. */
    public String body() {
        try (InputStream body = answer.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the events so far. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** A part as it stands; missing when there is none. */
    public JsonNode part(String name) {
        return parts.getOrDefault(name, MissingNode.getInstance());
    }

    public String all() {
        return parts.toString();
    }

    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    take(name, JSON.readTree(line.substring(6)));
                }
            }
        } catch (IOException e) {
            // Closed by the test, or by a hub that stops.
        } finally {
            ended = true;
        }
    }

    private void take(String name, JsonNode data) {
        data.path("parts").fields().forEachRemaining(part -> parts.put(part.getKey(), part.getValue()));
        data.path("gone").forEach(gone -> parts.remove(gone.asText()));
        names.add(name);
    }
}
