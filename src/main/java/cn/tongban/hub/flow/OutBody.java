package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.support.Digests;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of a request to a partner. */
interface OutBody {
    /** No body at all. */
    OutBody NONE = new Bytes(new byte[0]);

    long length();

    void writeTo(OutputStream out) throws IOException;

    /** What a signature over bytes covers; what stands for them where they are too many. */
    byte[] signed();

    /** SM3 of what a signature over a digest covers, in lower-case hexadecimal. */
    String sm3();

    /** SHA-256 by which a hop tells what was sent, in lower-case hexadecimal. */
    String sha256();

    /** What a trial shows of it where the bytes themselves cannot be read; null where they can. */
    default byte @Nullable [] readable() {
        return null;
    }

    /** Time that it may take beyond the time-outs of a plain call. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /** @throws cn.tongban.hub.support.HubException now, before anything left, when it could not be written anyway */
    default void check() {}

    /** Held in memory, as documents are. */
    record Bytes(byte[] bytes) implements OutBody {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
        }

        @Override
        public byte[] signed() {
            return bytes;
        }

        @Override
        public String sm3() {
            return Sm3.hex(bytes);
        }

        @Override
        public String sha256() {
            return Digests.hex(Digests.sha256(bytes));
        }
    }
}
