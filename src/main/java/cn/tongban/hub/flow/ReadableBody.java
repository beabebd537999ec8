package cn.tongban.hub.flow;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A body whose bytes a person could not read.
 *
 * @param opened what it says, as JSON, without what differs from one request to the next
 */
record ReadableBody(OutBody body, byte[] opened) implements OutBody {
    @Override
    public long length() {
        return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public byte[] signed() {
        return body.signed();
    }

    @Override
    public String sm3() {
        return body.sm3();
    }

    @Override
    public String sha256() {
        return body.sha256();
    }

    @Override
    public byte[] readable() {
        return opened;
    }

    @Override
    public Duration patience() {
        return body.patience();
    }

    @Override
    public void check() {
        body.check();
    }
}
