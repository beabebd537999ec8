package cn.tongban.hub.flow;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is taken in as a stream, with what its headers say of it; nothing of it was read yet.
 *
 * @param length announced bytes, negative when the sender did not say
 * @param sha256 announced digest, null without one
 * @param sm3 announced digest, null without one
 */
record DoorUpload(
        InputStream body,
        long length,
        @Nullable String name,
        @Nullable String file,
        @Nullable String getType,
        @Nullable String sha256,
        @Nullable String sm3) {
    static final String SHA256 = "X-Material-SHA256";
    static final String SM3 = "X-Material-SM3";
    static final String GET_TYPE = "X-Material-Get-Type";

    @Override
    public String toString() {
        return "DoorUpload[" + length + " bytes]";
    }
}
