package cn.tongban.sandbox.wire;

import java.io.IOException;

/** The peer broke HTTP/1.1, or stopped in the middle of a message. */
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    public WireException(String message) {
        super(message);
    }
}
