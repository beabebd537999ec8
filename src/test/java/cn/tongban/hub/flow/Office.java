package cn.tongban.hub.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A partner on a real socket: a web server that always gives one answer, or something that only looks like one. */
final class Office implements AutoCloseable {
    /** What is said on each connection; it is closed afterwards. */
    interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    record Request(String line, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        List<String> names() {
            return List.copyOf(headers.keySet());
        }
    }

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private final AutoCloseable server;

    private Office(HttpServer http) {
        port = http.getAddress().getPort();
        server = () -> http.stop(0);
    }

    private Office(ServerSocket raw) {
        port = raw.getLocalPort();
        server = raw;
    }

    static Office answering(int status, String body, String... headers) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool(Office::daemon));
        Office office = new Office(http);
        http.createContext("/", exchange -> office.answer(exchange, status, body, headers));
        http.start();
        return office;
    }

    /** Over TLS, for clients whose certificate the context trusts. */
    static Office secured(SSLContext tls, boolean clients, int status, String body) throws IOException {
        HttpsServer http = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = tls.getDefaultSSLParameters();
                wanted.setNeedClientAuth(clients);
                parameters.setSSLParameters(wanted);
            }
        });
        http.setExecutor(Executors.newCachedThreadPool(Office::daemon));
        Office office = new Office(http);
        http.createContext("/", exchange -> office.answer(exchange, status, body));
        http.start();
        return office;
    }

    static Office speaking(Conversation conversation) throws IOException {
        ServerSocket raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Office office = new Office(raw);
        daemon(() -> office.accept(raw, conversation)).start();
        return office;
    }

    int port() {
        return port;
    }

    List<Request> requests() {
        return requests;
    }

    Request only() {
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests");
        }
        return requests.get(0);
    }

    int connections() {
        return connections.get();
    }

    static void readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int last = 0;
        for (int b = in.read(); b >= 0 && last != 0x0d0a0d0a; b = in.available() > 0 ? in.read() : -1) {
            last = last << 8 | b;
        }
    }

    static void pause(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    private void answer(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        Map<String, String> sent = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> sent.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        requests.add(new Request(exchange.getRequestMethod() + " " + exchange.getRequestURI(), sent,
                exchange.getRequestBody().readAllBytes()));
        for (String header : headers) {
            int colon = header.indexOf(": ");
            exchange.getResponseHeaders().add(header.substring(0, colon), header.substring(colon + 2));
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private void accept(ServerSocket raw, Conversation conversation) {
        while (!raw.isClosed()) {
            try {
                Socket socket = raw.accept();
                connections.incrementAndGet();
                daemon(() -> hold(socket, conversation)).start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void hold(Socket socket, Conversation conversation) {
        try (socket) {
            conversation.hold(socket);
        } catch (IOException gone) {
            // The other side ended it first, which is what some of these conversations are about.
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "office");
        thread.setDaemon(true);
        return thread;
    }
}
