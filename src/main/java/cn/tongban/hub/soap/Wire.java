package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Carries an envelope to its service and back; what is called throws what it wants, and the caller gets it. */
@FunctionalInterface
public interface Wire {
    /** What came back. */
    record Answer(int status, @Nullable String contentType, byte[] body) {
        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * @param contentType of the envelope, with its charset
     * @param action of the operation, as the header SOAPAction says it; null where the content type does
     */
    Answer send(String contentType, @Nullable String action, byte[] envelope);

    /**
     * Writes what travels beside the envelope, for a signature over it; before it is sent, perhaps more than once.
     *
     * @param id as the envelope names it, {@code cid:…}
     * @throws cn.tongban.hub.support.HubException when it cannot be read now, or there is nothing of this name
     */
    default void beside(String id, OutputStream out) throws IOException {
        throw new HubException(ErrorCode.BUNDLE_INVALID, "nothing travels beside the envelope");
    }
}
