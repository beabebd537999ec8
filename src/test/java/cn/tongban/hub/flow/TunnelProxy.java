package cn.tongban.hub.flow;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that knows CONNECT and nothing else. */
final class TunnelProxy implements AutoCloseable {
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String wanted;
    private final String refusal;

    /** @param refusal a status line by which every tunnel is refused; empty: none is */
    TunnelProxy(String user, String password, String refusal) throws IOException {
        this.wanted = user.isEmpty() ? "" : "proxy-authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.refusal = refusal;
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Request heads, in order. */
    List<String> heads() {
        return heads;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            while (!head.isEmpty()) {
                heads.add(head);
                String[] line = head.lines().findFirst().orElseThrow().split(" ");
                if (!refusal.isEmpty()) {
                    say(client, refusal + "\r\nContent-Length: 0\r\n\r\n");
                } else if (!wanted.isEmpty() && head.lines().noneMatch(this::isPassword)) {
                    say(client, "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\n\r\n");
                } else {
                    tunnel(client, line[1]);
                    return;
                }
                head = head(client.getInputStream());
            }
        } catch (IOException gone) {
            // One side ended it.
        }
    }

    private boolean isPassword(String line) {
        int colon = line.indexOf(':');
        return colon > 0 && (line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon)).equals(wanted);
    }

    private static void tunnel(Socket client, String target) throws IOException {
        int colon = target.lastIndexOf(':');
        try (Socket partner = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            say(client, "HTTP/1.1 200 Go on\r\n\r\n");
            daemon(() -> pump(client, partner));
            pump(partner, client);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // One side ended it.
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
