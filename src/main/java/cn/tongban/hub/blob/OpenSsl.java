package cn.tongban.hub.blob;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digests of the machine's own OpenSSL (libcrypto, 1.1.1 or later). A machine may lack it, a distribution may build it
 * without SM3, a temporary folder may forbid programs: then {@link #hasSm3} is false and nothing else may be called.
 */
final class OpenSsl {
    private static final Logger log = LoggerFactory.getLogger(OpenSsl.class);
    private static final boolean SM3 = load();

    private OpenSsl() {}

    /** Whether SM3 of this library is there and right. */
    static boolean hasSm3() {
        return SM3;
    }

    private static boolean load() {
        try {
            Native.register(Calls.class, NativeLibrary.getInstance("crypto"));
            try (OpenSslSm3 hash = new OpenSslSm3()) {
                byte[] text = "abc".getBytes(StandardCharsets.US_ASCII);
                hash.update(text, 0, text.length);
                // The first bytes of the digest that the standard gives for this text (GB/T 32905-2016, A.1).
                byte[] found = hash.finish();
                return found[0] == 0x66 && found[1] == (byte) 0xC7 && found[2] == (byte) 0xF0 && found[3] == (byte) 0xF4;
            }
        } catch (LinkageError | IllegalStateException e) {
            log.atInfo().addKeyValue("reason", e.getMessage()).log("No SM3 by OpenSSL; Java does it");
            return false;
        }
    }

    /** As openssl/evp.h declares them; one answers 1 when all is well. */
    static final class Calls {
        private Calls() {}

        static native @Nullable Pointer EVP_sm3();

        static native @Nullable Pointer EVP_MD_CTX_new();

        static native void EVP_MD_CTX_free(Pointer context);

        static native int EVP_DigestInit_ex(Pointer context, Pointer type, @Nullable Pointer engine);

        static native int EVP_DigestUpdate(Pointer context, byte[] bytes, NativeSize length);

        static native int EVP_DigestFinal_ex(Pointer context, byte[] digest, @Nullable PointerByReference length);
    }

    /** A {@code size_t}. */
    public static final class NativeSize extends com.sun.jna.IntegerType {
        private static final long serialVersionUID = 1L;

        /** For JNA. */
        public NativeSize() {
            this(0);
        }

        NativeSize(long value) {
            super(Native.SIZE_T_SIZE, value, true);
        }
    }
}
