package cn.tongban.sandbox.control;

import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A partner that takes every connection it can get at the hub and holds them with requests that never end. */
final class ConnectionGrabber {
    private static final byte[] UNFINISHED =
            "POST /callback/city-platform/steps HTTP/1.1\r\nHost: hub\r\nContent-Length: 100000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII);

    private final URI hub;
    private final List<WireClient> held = new ArrayList<>();

    ConnectionGrabber(URI hub) {
        this.hub = hub;
    }

    /** Opens up to {@code wanted} more and returns how many are held; stops at the first that is refused. */
    synchronized int grab(int wanted) {
        for (int i = 0; i < wanted; i++) {
            WireClient client = new WireClient(hub, Duration.ofSeconds(2));
            try {
                client.sendRaw(UNFINISHED);
            } catch (IOException e) {
                // No more to be had: that is the answer to the question.
                client.close();
                return held.size();
            }
            held.add(client);
        }
        return held.size();
    }

    synchronized int release() {
        int released = held.size();
        held.forEach(WireClient::close);
        held.clear();
        return released;
    }
}
