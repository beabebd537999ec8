package cn.tongban.sandbox.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.encoders.Hex;

/** Opens what was sealed for this key: SM2 in the order C1C3C2, with the first byte 04, in hexadecimal. */
public final class Sm2Key {
    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");

    private static final int POINT = 65;
    private static final int DIGEST = 32;

    private final ECPrivateKeyParameters key;

    /** @param privateKey in hexadecimal */
    public Sm2Key(String privateKey) {
        this.key = new ECPrivateKeyParameters(new BigInteger(privateKey, 16),
                new ECDomainParameters(CURVE.getCurve(), CURVE.getG(), CURVE.getN(), CURVE.getH()));
    }

    /** Empty when it was not sealed for this key. */
    public Optional<byte[]> open(String sealed) {
        try {
            byte[] bytes = Hex.decode(sealed);
            if (bytes.length <= POINT + DIGEST) {
                return Optional.empty();
            }
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
            engine.init(false, key);
            return Optional.of(engine.processBlock(bytes, 0, bytes.length));
        } catch (DecoderException | InvalidCipherTextException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
