package cn.tongban.sandbox.wire;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** A fixed number of keep-alive connections to one address; a caller waits for its turn. */
public final class ClientPool {
    private final BlockingDeque<WireClient> idle = new LinkedBlockingDeque<>();

    public ClientPool(URI base, int size, Duration timeout) {
        for (int i = 0; i < size; i++) {
            idle.add(new WireClient(base, timeout));
        }
    }

    /** @throws IOException when no whole answer came; nothing is repeated */
    public WireAnswer send(String method, String target, List<Header> headers, byte[] body) throws IOException {
        WireClient client = take();
        try {
            return client.send(method, target, headers, body);
        } finally {
            idle.addFirst(client);
        }
    }

    private WireClient take() throws IOException {
        try {
            return idle.takeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WireException("interrupted");
        }
    }
}
