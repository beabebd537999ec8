package cn.tongban.hub.blob;

import com.sun.jna.Pointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SM3 by {@link OpenSsl}. Holds memory outside of Java until it is closed. */
final class OpenSslSm3 extends Sm3Hash {
    private @Nullable Pointer context;

    /** @throws IllegalStateException when the library does not do SM3 */
    OpenSslSm3() {
        Pointer type = OpenSsl.Calls.EVP_sm3();
        context = OpenSsl.Calls.EVP_MD_CTX_new();
        if (type == null || context == null || OpenSsl.Calls.EVP_DigestInit_ex(context, type, null) != 1) {
            close();
            throw new IllegalStateException("OpenSSL does no SM3");
        }
    }

    @Override
    void update(byte[] bytes, int offset, int length) {
        byte[] from = offset == 0 ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
        done(OpenSsl.Calls.EVP_DigestUpdate(open(), from, new OpenSsl.NativeSize(length)));
    }

    @Override
    byte[] finish() {
        byte[] hash = new byte[LENGTH];
        done(OpenSsl.Calls.EVP_DigestFinal_ex(open(), hash, null));
        return hash;
    }

    @Override
    public void close() {
        Pointer held = context;
        context = null;
        if (held != null) {
            OpenSsl.Calls.EVP_MD_CTX_free(held);
        }
    }

    private Pointer open() {
        Pointer held = context;
        if (held == null) {
            throw new IllegalStateException("closed");
        }
        return held;
    }

    private static void done(int answer) {
        if (answer != 1) {
            throw new IllegalStateException("OpenSSL could not digest");
        }
    }
}
