package cn.tongban.sandbox.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** Ways to end a connection. */
final class Sockets {
    private Sockets() {}

    /** Closes; a socket that cannot be closed is closed already. True when it went without an error. */
    static boolean closeQuietly(Closeable closeable) {
        try {
            closeable.close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the connection with a TCP reset instead of an orderly close. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
