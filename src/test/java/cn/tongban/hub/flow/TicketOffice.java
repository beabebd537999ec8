package cn.tongban.hub.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A partner that gives tickets out and lets in only who shows the newest one, in a header or in the JSON. */
final class TicketOffice implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private volatile int issued;
    private volatile boolean closed;
    private volatile boolean deaf;

    TicketOffice() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ticket-office");
            thread.setDaemon(true);
            return thread;
        }));
        http.createContext("/office/tickets", exchange -> answer(exchange, closed ? 503 : 200,
                closed ? "" : "{\"ticket\":\"" + issue() + "\",\"seconds\":\"7200\"}"));
        http.createContext("/office/cases", this::cases);
        http.start();
    }

    private synchronized String issue() {
        issued++;
        return "T" + issued;
    }

    private void cases(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode document = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        String header = exchange.getRequestHeaders().getFirst("X-Ticket");
        String ticket = header == null ? document.path("ticket").asText() : header;
        shown.add(ticket);
        boolean good = !deaf && ticket.equals("T" + issued);
        answer(exchange, good ? 200 : 401, good
                ? "{\"code\":\"200\",\"requestId\":\"" + Carrying.DELIVERY + "\",\"acceptNo\":\"HZ1\"}" : "{\"code\":\"401\"}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/office";
    }

    /** Tickets that were given out. */
    int issued() {
        return issued;
    }

    /** The tickets that callers showed, in order. */
    List<String> shown() {
        return shown;
    }

    /** What it gave out is good no longer. */
    void forget() {
        issue();
    }

    /** Gives no tickets. */
    void closed(boolean now) {
        closed = now;
    }

    /** Takes no ticket at all. */
    void deaf() {
        deaf = true;
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
