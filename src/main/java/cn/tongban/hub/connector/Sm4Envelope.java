package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Signature SG4, the form value of the post: {@code |$4|} and the Base64 of SM4 (GB/T 32907) in ECB mode over document and
 * key text. The key text at the end is all the authentication there is, and the post may leave it out: a value that opens
 * is readable, not proven. Safe for many threads.
 */
public final class Sm4Envelope {
    /** Longest value that is opened, in characters: a label in it is some hundred thousand. */
    static final int LONGEST = 2 * 1024 * 1024;

    private static final String PREFIX = "|$4|";
    /** Bytes of a key and of a block. */
    private static final int KEY_BYTES = 16;
    private static final String UNOPENED = "cannot be opened with the agreed key";

    private final byte[] keyText;
    private final KeyParameter key;

    /**
     * Takes the key as the post gave it out.
     *
     * @param name of the secret, for the one who has to correct it
     * @param signKey Base64 of sixteen bytes
     * @throws HubException SECRET_MISSING when it is anything else
     */
    public Sm4Envelope(String name, Secret signKey) {
        this.keyText = signKey.bytes();
        this.key = new KeyParameter(decoded(name, keyText));
    }

    /** The value for a document in UTF-8. */
    public String seal(byte[] document) {
        byte[] text = Arrays.copyOf(document, document.length + keyText.length);
        System.arraycopy(keyText, 0, text, document.length, keyText.length);
        try {
            return PREFIX + Base64.getEncoder().encodeToString(run(true, text));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing has no padding to find wrong", e);
        }
    }

    /**
     * The document in a value, as bytes: whether they are UTF-8 and JSON is for the reader to find.
     *
     * @throws HubException SIGNATURE_WRONG when it is no envelope of this key, BODY_TOO_LARGE
     */
    public byte[] open(String value) {
        if (value.length() > LONGEST) {
            throw new HubException(ErrorCode.BODY_TOO_LARGE, LONGEST + " characters");
        }
        if (!value.startsWith(PREFIX)) {
            throw wrong("does not begin as an SM4 envelope");
        }
        byte[] text = decrypted(value.substring(PREFIX.length()));
        int end = text.length - keyText.length;
        boolean ends = end >= 0 && Arrays.equals(text, end, text.length, keyText, 0, keyText.length);
        return ends ? Arrays.copyOf(text, end) : text;
    }

    /** One sentence for every way to fail: the difference helps only one who tries values out. No cause: it may quote. */
    private byte[] decrypted(String base64) {
        try {
            byte[] text = Base64.getDecoder().decode(base64);
            if (text.length > 0 && text.length % KEY_BYTES == 0) {
                return run(false, text);
            }
        } catch (IllegalArgumentException | InvalidCipherTextException e) {
            throw wrong(UNOPENED);
        }
        throw wrong(UNOPENED);
    }

    private byte[] run(boolean seals, byte[] text) throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(new SM4Engine(), new PKCS7Padding());
        cipher.init(seals, key);
        byte[] out = new byte[cipher.getOutputSize(text.length)];
        int length = cipher.processBytes(text, 0, text.length, out, 0);
        length += cipher.doFinal(out, length);
        return Arrays.copyOf(out, length);
    }

    private static byte[] decoded(String name, byte[] keyText) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(keyText);
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
        if (decoded.length != KEY_BYTES) {
            throw malformed(name);
        }
        return decoded;
    }

    private static HubException malformed(String name) {
        return new HubException(ErrorCode.SECRET_MISSING, name,
                List.of(new Place(name, "malformed", "is not the Base64 of sixteen bytes")));
    }

    private static HubException wrong(String sentence) {
        return new HubException(ErrorCode.SIGNATURE_WRONG, "", List.of(new Place("", "envelope", sentence)));
    }

    @Override
    public String toString() {
        return "Sm4Envelope[***]";
    }
}
