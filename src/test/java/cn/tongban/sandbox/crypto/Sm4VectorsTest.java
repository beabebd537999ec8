package cn.tongban.sandbox.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm4VectorsTest {
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789abcdeffedcba9876543210");
    private static final String VALUE = "|$4|iuEFDFxBi/EN7xskClsXq9OZEtAniB9CtVatLhFnDogz0SSKcZfkyDsoN/pUwofonkmLuFtRfeGB"
            + "zxMBFQcJPFX9rgiQOJBi7Uo9tDjqZ0jAgcnJXlsvCg2LpTZO6CSFvACEkqSAok1LWn4sgjDrBSlU+heJdcIXYQTXuXbj1gU=";

    /** GB/T 32907, appendix A, with the block of padding behind it. */
    @Test
    void givesThePublishedBlock() {
        assertThat(HexFormat.of().formatHex(new Sm4(KEY).encrypt(KEY)))
                .isEqualTo("681edf34d206965e86b3e94f536e4246" + "002a8a4efa863ccad024ac0300bb40d2");
    }

    @Test
    void agreesWithBouncyCastleForEveryLength() throws InvalidCipherTextException {
        SecureRandom random = new SecureRandom();
        for (int length = 0; length < 70; length++) {
            byte[] key = new byte[Sm4.BLOCK];
            byte[] text = new byte[length];
            random.nextBytes(key);
            random.nextBytes(text);
            PaddedBufferedBlockCipher library = new PaddedBufferedBlockCipher(new SM4Engine(), new PKCS7Padding());
            library.init(true, new KeyParameter(key));
            byte[] expected = new byte[library.getOutputSize(length)];
            library.doFinal(expected, library.processBytes(text, 0, length, expected, 0));

            assertThat(new Sm4(key).encrypt(text)).as("length %d", length).isEqualTo(expected);
            assertThat(new Sm4(key).decrypt(expected)).contains(text);
        }
    }

    @Test
    void sealsAndOpensTheVectorOfTheWire() {
        PostalEnvelope envelope = new PostalEnvelope("VGVzdEtleS0xNmJ5dGVzIQ==");
        String document =
                "[{\"ecommerceUserId\":\"HZJKQ\",\"logisticsOrderNo\":\"TB2026032400001\",\"receiver\":{\"name\":\"测试甲\"}}]";

        assertThat(envelope.seal(document.getBytes(UTF_8))).isEqualTo(VALUE);
        assertThat(envelope.open(VALUE)).contains(document.getBytes(UTF_8));
        assertThat(new PostalEnvelope("bm90LXRoZS1hZ3JlZWQhIQ==").open(VALUE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|$4|", "|$3|AAAA", "|$4|AAAA", "|$4|no base64", "|$4|AAAAAAAAAAAAAAAAAAAAAA=="})
    void whatIsNoEnvelopeDoesNotOpen(String value) {
        assertThat(new PostalEnvelope("VGVzdEtleS0xNmJ5dGVzIQ==").open(value)).isEmpty();
    }
}
