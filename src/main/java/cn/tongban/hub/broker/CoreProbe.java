package cn.tongban.hub.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether the acceptor to which the hub speaks AMQP would speak CORE as well, whose weaknesses need no login
 * (CVE-2026-57967, CVE-2026-27446). Says hello and hangs up.
 */
final class CoreProbe {
    private static final int PATIENCE_MILLIS = 2_000;
    /** The magic of the protocol and a ping: any answer at all means that CORE is spoken. */
    private static final byte[] HELLO = hello();

    private CoreProbe() {}

    /** A sentence for the operator; empty when CORE is closed there, or when nobody can tell. */
    static Optional<String> look(URI broker) {
        if (!"amqp".equals(broker.getScheme()) || broker.getHost() == null) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            int port = broker.getPort() < 0 ? 5672 : broker.getPort();
            socket.connect(new InetSocketAddress(broker.getHost(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(HELLO);
            return socket.getInputStream().read() < 0 ? Optional.empty() : Optional.of("The external broker speaks CORE "
                    + "at the address of the parties; give them an acceptor with protocols=AMQP only");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] hello() {
        byte[] magic = "ARTEMIS".getBytes(StandardCharsets.US_ASCII);
        // Length 17, packet PING (10), channel 0, a time to live: the answer to a ping needs no login.
        byte[] ping = {0, 0, 0, 17, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        byte[] all = new byte[magic.length + ping.length];
        System.arraycopy(magic, 0, all, 0, magic.length);
        System.arraycopy(ping, 0, all, magic.length, ping.length);
        return all;
    }
}
