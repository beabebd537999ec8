package cn.tongban.hub.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A partner on a real socket that keeps cases until they are confirmed, and lets in only by ticket. */
final class PullPartner implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 3;

    private final HttpServer http;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    final List<JsonNode> confirmed = new CopyOnWriteArrayList<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    final Set<String> gone = ConcurrentHashMap.newKeySet();
    final List<String> positions = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger tickets = new AtomicInteger();
    volatile boolean away;
    volatile boolean givesTickets = true;
    volatile boolean speaksNonsense;
    volatile boolean losesConfirmations;

    PullPartner() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "pull-partner");
            thread.setDaemon(true);
            return thread;
        }));
        http.createContext("/ticket", exchange -> answer(exchange, givesTickets ? 200 : 403,
                givesTickets ? "{\"ticket\":\"T" + tickets.incrementAndGet() + "\"}" : "{}"));
        http.createContext("/todo", this::todo);
        http.createContext("/one", this::one);
        http.createContext("/done", this::done);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    synchronized void put(String key, String document) {
        waiting.put(key, document);
    }

    synchronized int left() {
        return waiting.size();
    }

    /** What it gave out is good no longer. */
    void forgetTickets() {
        tickets.incrementAndGet();
    }

    private boolean admits(HttpExchange exchange) throws IOException {
        if (away) {
            answer(exchange, 503, "");
            return false;
        }
        boolean good = ("T" + tickets.get()).equals(exchange.getRequestHeaders().getFirst("X-Ticket"));
        if (!good) {
            answer(exchange, 401, "");
        }
        return good;
    }

    private void todo(HttpExchange exchange) throws IOException {
        if (!admits(exchange)) {
            return;
        }
        looks.incrementAndGet();
        positions.add(JSON.readTree(exchange.getRequestBody().readAllBytes()).path("position").asText());
        ObjectNode answer = JSON.createObjectNode();
        synchronized (this) {
            ArrayNode cases = answer.putArray("cases");
            for (Map.Entry<String, String> one : new ArrayList<>(waiting.entrySet()).subList(0, Math.min(PAGE, waiting.size()))) {
                cases.addObject().put("key", one.getKey()).set("document", JSON.readTree(one.getValue()));
            }
            answer.put("more", waiting.size() > PAGE);
        }
        answer.put("mark", "look-" + looks.get());
        answer(exchange, 200, speaksNonsense ? "<html>" : answer.toString());
    }

    /** Its whole document, unless it was said to be gone. */
    private void one(HttpExchange exchange) throws IOException {
        if (!admits(exchange)) {
            return;
        }
        String key = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("key").asText();
        fetched.add(key);
        answer(exchange, gone.contains(key) ? 410 : 200, "{\"caseNo\":\"" + key + "\",\"whole\":true}");
    }

    private void done(HttpExchange exchange) throws IOException {
        if (!admits(exchange)) {
            return;
        }
        if (losesConfirmations) {
            exchange.close();
            return;
        }
        JsonNode said = JSON.readTree(exchange.getRequestBody().readAllBytes());
        confirmed.add(said);
        synchronized (this) {
            waiting.remove(said.path("key").asText());
        }
        answer(exchange, 200, "{\"ok\":true}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
