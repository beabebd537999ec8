package cn.tongban.hub.blob;

import java.io.IOException;

/** A stored blob is not what was stored: changed, cut off, moved, or its key is another one. */
public final class BlobDamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    BlobDamagedException(String message) {
        super(message);
    }
}
