package cn.tongban.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many open consoles, as far as the hub sees of them: streams that are read by one thread and thrown away. */
final class Consoles implements AutoCloseable {
    private static final int OF_ONE_SESSION = 12;

    private final Selector selector = Selector.open();
    private final List<Wire> wires = new ArrayList<>();
    private final Set<Object> told = new HashSet<>();
    private final Thread reader = new Thread(this::read, "consoles");
    private volatile boolean closing;
    private volatile long bytes;
    private volatile int ended;
    private volatile String refused = "none";

    private Consoles() throws IOException {}

    /** Opens so many; returns when each has its first picture. */
    static Consoles open(HubSubject hub, int count) throws Exception {
        Consoles consoles = new Consoles();
        String session = "";
        for (int i = 0; i < count; i++) {
            if (i % OF_ONE_SESSION == 0) {
                session = ConsoleVisitor.logIn(hub, "monitor").session();
            }
            Wire wire = new Wire(hub.port(), true);
            wire.send(("GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: " + session
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            wire.channel().configureBlocking(false);
            wire.channel().register(consoles.selector, SelectionKey.OP_READ);
            consoles.wires.add(wire);
        }
        consoles.reader.setDaemon(true);
        consoles.reader.start();
        for (int tries = 0; consoles.listening() < count; tries++) {
            if (tries > 300) {
                throw new IllegalStateException("only " + consoles.listening() + " consoles got a picture, "
                        + consoles.ended + " ended; refused: " + consoles.refused);
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(100);
        }
        return consoles;
    }

    private int listening() {
        synchronized (told) {
            return told.size();
        }
    }

    /** Bytes that all of them got so far. */
    long bytes() {
        return bytes;
    }

    /** How many streams the hub has ended. */
    int ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        for (Wire wire : wires) {
            wire.close();
        }
        // A channel that a selector knows is closed for good with it; until then the hub writes into its buffer.
        selector.close();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (!closing) {
                selector.select(500);
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    int read = key.isValid() ? ((java.nio.channels.SocketChannel) key.channel()).read(buffer) : 0;
                    if (read < 0) {
                        ended++;
                        key.cancel();
                    } else {
                        bytes += read;
                        heard(key, buffer);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException e) {
            if (!closing) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }

    private void heard(SelectionKey key, ByteBuffer buffer) {
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        if (text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
            refused = text.substring(0, Math.min(400, text.length()));
        }
        if (text.contains("event: snapshot")) {
            synchronized (told) {
                told.add(key);
            }
        }
    }
}
