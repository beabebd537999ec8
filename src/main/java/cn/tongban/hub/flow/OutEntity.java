package cn.tongban.hub.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A body on its way through the HTTP client. */
final class OutEntity extends AbstractHttpEntity {
    private final OutBody body;

    OutEntity(OutBody body) {
        super((String) null, null);
        this.body = body;
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("a request's body is written, not read");
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open between two writes.
    }
}
