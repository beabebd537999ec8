package cn.tongban.hub.live;

import java.io.IOException;

/** A connection that bytes can be put on without ever waiting for the other side. Used by one thread. */
interface Wire {
    boolean isOpen();

    /** Whether all that was sent before has left, so that more may be sent. */
    boolean isReady();

    /** Only while it is {@linkplain #isReady() ready}. */
    void send(byte[] bytes) throws IOException;

    void end();
}
