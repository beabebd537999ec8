package cn.tongban.hub.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nothing listens on, from below the range of outgoing connections so that they stay free over a restart. */
public final class FreePorts {
    private static final int EACH = 4_000;
    // Processes of one run that test side by side would give each other's ports, free or down for a restart.
    private static final int FIRST = 12_000 + EACH * ((Integer.getInteger("surefire.forkNumber", 1) - 1) % 2);
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    public static int next() {
        for (int attempt = 0; attempt < 100; attempt++) {
            // One that was given already may not be listened on yet, or be down for a while.
            int port = ThreadLocalRandom.current().nextInt(FIRST, FIRST + EACH);
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
