package cn.tongban.hub.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nothing listens on, from below the range of outgoing connections so that they stay free over a restart. */
final class FreePorts {
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    static int next() {
        for (int attempt = 0; attempt < 100; attempt++) {
            // One that was given already may not be listened on yet, or be down for a while.
            int port = ThreadLocalRandom.current().nextInt(12_000, 20_000);
            if (!GIVEN.add(port)) {
                continue;
            }
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: try another.
                continue;
            }
        }
        throw new UncheckedIOException(new IOException("no free port"));
    }
}
