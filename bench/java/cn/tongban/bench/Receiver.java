package cn.tongban.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A lean stand-in for the city platform: appends every raw request to a file, then answers as the platform would, at
 * once or after a fixed delay. Lines on its input: "count" (how many requests, how many different ones), "down" (no one
 * listens, all connections are cut) and "up".
 */
final class Receiver {
    private final FileChannel file;
    private final long delayNanos;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    private final ArrayDeque<Delayed> delayed = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> requestByCase = new HashMap<>();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private long requests;

    private record Delayed(long at, Peer peer, byte[] answer) {}

    /** One connection and what it has sent so far. */
    private static final class Peer {
        private final SocketChannel channel;
        private byte[] in = new byte[16_384];
        private int filled;

        Peer(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private Receiver(Path record, long delayMillis) throws IOException {
        this.file = FileChannel.open(record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        this.delayNanos = delayMillis * 1_000_000;
    }

    /** Arguments: port, file, delay in milliseconds. */
    public static void main(String[] args) throws IOException {
        new Receiver(Path.of(args[1]), args.length > 2 ? Long.parseLong(args[2]) : 0).run(Integer.parseInt(args[0]));
    }

    private void run(int port) throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel server = listen(selector, port);
        System.out.println("READY " + port);
        Thread input = new Thread(() -> readOrders(selector));
        input.setDaemon(true);
        input.start();
        while (true) {
            selector.select(delayed.isEmpty() ? 1000 : 1);
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid() && key.isAcceptable()) {
                    accept(server, selector);
                } else if (key.isValid()) {
                    read(key);
                }
            }
            selector.selectedKeys().clear();
            answerDue();
            for (String order = orders.poll(); order != null; order = orders.poll()) {
                server = obey(order, server, selector, port);
            }
        }
    }

    private ServerSocketChannel obey(String order, ServerSocketChannel server, Selector selector, int port)
            throws IOException {
        ServerSocketChannel now = server;
        if (order.equals("down")) {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.selectNow();
        } else if (order.equals("up")) {
            now = listen(selector, port);
        }
        System.out.println("requests=" + requests + " different=" + seen.size());
        return now;
    }

    private static ServerSocketChannel listen(Selector selector, int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", port), 512);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        return server;
    }

    private void readOrders(Selector selector) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                orders.add(line.trim());
                selector.wakeup();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void accept(ServerSocketChannel server, Selector selector) throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
        }
    }

    private void read(SelectionKey key) throws IOException {
        Peer peer = (Peer) key.attachment();
        try {
            if (peer.filled == peer.in.length) {
                peer.in = java.util.Arrays.copyOf(peer.in, peer.in.length * 2);
            }
            int read = peer.channel.read(ByteBuffer.wrap(peer.in, peer.filled, peer.in.length - peer.filled));
            if (read < 0) {
                peer.channel.close();
                return;
            }
            peer.filled += read;
            int end = HttpFrame.end(peer.in, peer.filled);
            if (end > 0) {
                take(peer, end);
                peer.filled = 0;
            }
        } catch (IOException e) {
            peer.channel.close();
        }
    }

    private void take(Peer peer, int end) throws IOException {
        String text = new String(peer.in, 0, end, StandardCharsets.UTF_8);
        append(peer.in, end);
        byte[] answer = answer(text);
        if (delayNanos == 0) {
            peer.channel.write(ByteBuffer.wrap(answer));
        } else {
            delayed.add(new Delayed(System.nanoTime() + delayNanos, peer, answer));
        }
    }

    private void append(byte[] bytes, int length) throws IOException {
        if (length + 1 > buffer.capacity()) {
            throw new IOException("request too large");
        }
        buffer.clear();
        buffer.put(bytes, 0, length).put((byte) '\n').flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    private byte[] answer(String text) {
        if (text.startsWith("GET ")) {
            return probe(text.substring(text.indexOf("/cases/") + 7, text.indexOf(' ', 4)));
        }
        requests++;
        String caseNo = value(text, "projNo").isEmpty() ? value(text, "projectNo") : value(text, "projNo");
        String id = value(text, "requestId");
        seen.add(id.isEmpty() ? caseNo : id);
        requestByCase.put(caseNo, id);
        return http("200 OK", "{\"code\":\"200\",\"msg\":\"\",\"requestId\":\"" + id + "\",\"acceptNo\":\"HZ20260316"
                + "%06d".formatted(requests) + "\"}");
    }

    private byte[] probe(String caseNo) {
        String id = requestByCase.get(caseNo);
        return id == null ? http("404 Not Found", "{\"code\":\"404\",\"msg\":\"\"}")
                : http("200 OK", "{\"code\":\"200\",\"projNo\":\"" + caseNo + "\",\"requests\":[{\"requestId\":\"" + id
                        + "\",\"acceptNo\":\"HZ20260316\",\"time\":\"2026-03-16T10:00:00+08:00\"}]}");
    }

    private void answerDue() {
        while (!delayed.isEmpty() && delayed.peek().at <= System.nanoTime()) {
            Delayed due = delayed.poll();
            try {
                due.peer.channel.write(ByteBuffer.wrap(due.answer));
            } catch (IOException gone) {
                // The caller gave up; it will ask again.
            }
        }
    }

    private static String value(String text, String name) {
        int at = text.indexOf("\"" + name + "\":\"");
        if (at < 0) {
            return "";
        }
        int from = at + name.length() + 4;
        return text.substring(from, text.indexOf('"', from));
    }

    private static byte[] http(String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }
}
