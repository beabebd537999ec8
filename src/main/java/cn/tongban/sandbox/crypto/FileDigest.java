package cn.tongban.sandbox.crypto;

import cn.tongban.sandbox.wire.FileSink;
import cn.tongban.sandbox.wire.WireFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Digests a file while it arrives. */
public final class FileDigest implements FileSink {
    private final MessageDigest sha256 = sha256();
    private final Sm3 sm3 = new Sm3();
    private long size;

    @Override
    public void write(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        sm3.update(offset == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, offset, offset + length));
        size += length;
    }

    @Override
    public WireFile finish() {
        HexFormat hex = HexFormat.of();
        return new WireFile(size, hex.formatHex(sha256.digest()), hex.formatHex(sm3.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
