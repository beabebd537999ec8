package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.connector.Sm2Form.Encoding;
import cn.tongban.hub.connector.Sm2Form.Order;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.util.test.FixedSecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Sm2SealingTest {
    /** GB/T 32918.5-2017, annex C: keys, random number, text and ciphertext. */
    private static final String PRIVATE = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private static final String PUBLIC = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    private static final String RANDOM = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
    private static final byte[] TEXT = "encryption standard".getBytes(StandardCharsets.US_ASCII);
    private static final String C1 = "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
            + "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
    private static final String C3 = "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";
    private static final String C2 = "21886ca989ca9c7d58087307ca93092d651efa";

    @Test
    void sealsAsTheStandardsExample() {
        assertThat(standard(new Sm2Form(Order.C1C3C2, true, Encoding.HEX))).isEqualTo("04" + C1 + C3 + C2);
        assertThat(standard(new Sm2Form(Order.C1C2C3, true, Encoding.HEX))).isEqualTo("04" + C1 + C2 + C3);
        assertThat(standard(new Sm2Form(Order.C1C3C2, false, Encoding.HEX))).isEqualTo(C1 + C3 + C2);
        assertThat(Base64.getDecoder().decode(standard(new Sm2Form(Order.C1C2C3, false, Encoding.BASE64))))
                .isEqualTo(HexFormat.of().parseHex(C1 + C2 + C3));
    }

    private static String standard(Sm2Form form) {
        return new Sm2Sealing(PUBLIC, form, new FixedSecureRandom(
                new FixedSecureRandom.Source[] {new FixedSecureRandom.BigInteger(RANDOM)})).seal(TEXT);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void whoHasThePrivateKeyReadsIt(Order order) throws InvalidCipherTextException {
        byte[] text = "[{\"项目\":\"㐂龘𠮷\"}]".getBytes(StandardCharsets.UTF_8);
        Sm2Sealing sealing = new Sm2Sealing("04" + PUBLIC, new Sm2Form(order, true, Encoding.HEX));

        String first = sealing.seal(text);

        assertThat(first).isNotEqualTo(sealing.seal(text)).hasSize(2 * (1 + 64 + 32 + text.length));
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        SM2Engine engine = new SM2Engine(order == Order.C1C3C2 ? SM2Engine.Mode.C1C3C2 : SM2Engine.Mode.C1C2C3);
        engine.init(false, new ECPrivateKeyParameters(new BigInteger(PRIVATE, 16),
                new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH())));
        byte[] sealed = HexFormat.of().parseHex(first);
        assertThat(engine.processBlock(sealed, 0, sealed.length)).isEqualTo(text);
    }

    @Test
    void whatIsNoKeyIsRefused() {
        Sm2Form form = new Sm2Form(Order.C1C3C2, true, Encoding.HEX);
        for (String wrong : new String[] {"", "04", "zz", PUBLIC.substring(2), "02" + PUBLIC, PUBLIC.replace("13", "14")}) {
            assertThatThrownBy(() -> new Sm2Sealing(wrong, form)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theFormIsSaidAndNotGuessed() {
        Map<String, String> good = Map.of("sm2-order", "C1C3C2", "sm2-prefix", "none", "sm2-encoding", "base64");
        assertThat(Sm2Form.of(good)).isEqualTo(new Sm2Form(Order.C1C3C2, false, Encoding.BASE64));
        assertThatThrownBy(() -> Sm2Form.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
        for (String name : good.keySet()) {
            Map<String, String> bad = new java.util.HashMap<>(good);
            bad.put(name, "other");
            assertThatThrownBy(() -> Sm2Form.of(bad)).hasMessageContaining(name);
        }
    }
}
