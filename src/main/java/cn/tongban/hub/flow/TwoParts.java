package cn.tongban.hub.flow;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A body of a document and a file, of which only the document is in memory. Signatures cover the document. */
record TwoParts(byte[] head, byte[] document, byte[] between, MaterialBody file, byte[] end) implements OutBody {
    @Override
    public long length() {
        return head.length + document.length + between.length + file.length() + end.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        out.write(document);
        out.write(between);
        file.writeTo(out);
        out.write(end);
    }

    @Override
    public byte[] signed() {
        return document;
    }

    @Override
    public String sm3() {
        return new OutBody.Bytes(document).sm3();
    }

    @Override
    public String sha256() {
        return new OutBody.Bytes(document).sha256();
    }

    @Override
    public Duration patience() {
        return file.patience();
    }

    @Override
    public void check() {
        file.check();
    }
}
