package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A sealed document and the bytes of a material as two parts. The bytes are not sealed: their digest in the document is. */
record SealedBeside(Attachment envelope, MultipartAttachment file) implements Attachment {
    @Override
    public String contentType(@Nullable String document) {
        return file.contentType(envelope.contentType(document));
    }

    @Override
    public OutBody body(byte[] document, @Nullable String contentType) {
        OutBody sealed = envelope.body(document, contentType);
        OutBody both = file.body(bytes(sealed), envelope.contentType(contentType));
        byte[] readable = sealed.readable();
        return readable == null ? both : new ReadableBody(both, readable);
    }

    private static byte[] bytes(OutBody sealed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            sealed.writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "a sealed document", e);
        }
    }
}
