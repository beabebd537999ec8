package cn.tongban.hub.connector;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Seals texts for whoever has the private key, with SM2 (GB/T 32918.4). Each sealing of the same text is another one. Safe
 * for many threads.
 */
public final class Sm2Sealing {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("sm2p256v1");
    private static final ECDomainParameters DOMAIN =
            new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH());
    private static final int COORDINATES = 64;
    private static final byte UNCOMPRESSED = 4;

    private final ECPublicKeyParameters key;
    private final Sm2Form form;
    private final SecureRandom random;

    /**
     * @param publicKey the point in hexadecimal, with or without its first byte 04
     * @throws IllegalArgumentException when it is no point of the curve
     */
    public Sm2Sealing(String publicKey, Sm2Form form) {
        this(publicKey, form, new SecureRandom());
    }

    Sm2Sealing(String publicKey, Sm2Form form, SecureRandom random) {
        this.key = new ECPublicKeyParameters(point(publicKey), DOMAIN);
        this.form = form;
        this.random = random;
    }

    /** The text for the partner. */
    public String seal(byte[] plain) {
        SM2Engine engine = new SM2Engine(form.order() == Sm2Form.Order.C1C3C2 ? SM2Engine.Mode.C1C3C2 : SM2Engine.Mode.C1C2C3);
        engine.init(true, new ParametersWithRandom(key, random));
        try {
            byte[] sealed = engine.processBlock(plain, 0, plain.length);
            byte[] written = form.prefix() ? sealed : Arrays.copyOfRange(sealed, 1, sealed.length);
            return form.encoding() == Sm2Form.Encoding.HEX
                    ? HexFormat.of().formatHex(written) : Base64.getEncoder().encodeToString(written);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("sealing has nothing to find wrong", e);
        }
    }

    private static ECPoint point(String text) {
        byte[] bytes = HexFormat.of().parseHex(text.strip());
        boolean bare = bytes.length == COORDINATES;
        boolean whole = bytes.length == COORDINATES + 1 && bytes[0] == UNCOMPRESSED;
        if (!bare && !whole) {
            throw new IllegalArgumentException("a public key of SM2 is 64 bytes in hexadecimal, or 65 that begin with 04");
        }
        int from = bare ? 0 : 1;
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, from, from + COORDINATES / 2));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, from + COORDINATES / 2, from + COORDINATES));
        return DOMAIN.validatePublicPoint(CURVE.getCurve().createPoint(x, y));
    }
}
