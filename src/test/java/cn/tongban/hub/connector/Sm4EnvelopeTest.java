package cn.tongban.hub.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm4EnvelopeTest {
    private static final String KEY = "VGVzdEtleS0xNmJ5dGVzIQ==";
    private static final String DOCUMENT =
            "[{\"ecommerceUserId\":\"HZJKQ\",\"logisticsOrderNo\":\"TB2026032400001\",\"receiver\":{\"name\":\"测试甲\"}}]";
    private static final String VALUE = "|$4|iuEFDFxBi/EN7xskClsXq9OZEtAniB9CtVatLhFnDogz0SSKcZfkyDsoN/pUwofonkmLuFtRfeGB"
            + "zxMBFQcJPFX9rgiQOJBi7Uo9tDjqZ0jAgcnJXlsvCg2LpTZO6CSFvACEkqSAok1LWn4sgjDrBSlU+heJdcIXYQTXuXbj1gU=";

    private final Sm4Envelope envelope = new Sm4Envelope("postal-ems.sign-key", new Secret(KEY));

    @Test
    void sealsAndOpensTheVectorOfTheWire() {
        assertThat(envelope.seal(DOCUMENT.getBytes(UTF_8))).isEqualTo(VALUE);
        assertThat(new String(envelope.open(VALUE), UTF_8)).isEqualTo(DOCUMENT);
    }

    @Test
    void whatWasSealedOpensWhateverItsLength() {
        IntStream.range(0, 70).forEach(length -> {
            byte[] document = "x".repeat(length).getBytes(UTF_8);

            assertThat(envelope.open(envelope.seal(document))).as("length %d", length).isEqualTo(document);
        });
    }

    @Test
    void theKeyTextAtTheEndMayBeMissingAndIsCutOnce() throws Exception {
        assertThat(new String(envelope.open("|$4|" + sealed(DOCUMENT)), UTF_8)).isEqualTo(DOCUMENT);
        assertThat(new String(envelope.open("|$4|" + sealed("{}" + KEY + KEY)), UTF_8)).isEqualTo("{}" + KEY);
        assertThat(envelope.open("|$4|" + sealed(KEY))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "|$4", "|$3|iuEFDFxBi/EN7xskClsXqw==", "iuEFDFxBi/EN7xskClsXqw==", "|$4|", "|$4|iuEFDFxBi EN7xskClsXqw==",
        "|$4|iuEFDFxBi/EN7xskClsX", "|$4|iuEFDFxBi/EN7xskClsXqw==", "|$4|测试", "|$4|AAAA"
    })
    void whatIsNoEnvelopeOfThisKeyIsRefusedWithoutItsText(String value) {
        HubException refused = catchThrowableOfType(HubException.class, () -> envelope.open(value));

        assertThat(refused.code()).isEqualTo(ErrorCode.SIGNATURE_WRONG);
        assertThat(refused.places()).singleElement().satisfies(place -> assertThat(place.rule()).isEqualTo("envelope"));
        assertThat(printed(refused)).doesNotContain(KEY, "iuEFDFxBi", "测试");
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        Sm4Envelope other = new Sm4Envelope("other", new Secret("T3RoZXJLZXktMTZieXRlcw=="));

        assertThat(catchThrowableOfType(HubException.class, () -> other.open(VALUE)).code())
                .isEqualTo(ErrorCode.SIGNATURE_WRONG);
    }

    @Test
    void aValueWithoutEndIsNotDecrypted() {
        String value = "|$4|" + "A".repeat(Sm4Envelope.LONGEST);

        assertThat(catchThrowableOfType(HubException.class, () -> envelope.open(value)).code())
                .isEqualTo(ErrorCode.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VGVzdEtleS0xNWJ5dGVz", "VGVzdEtleS0xN2J5dGVzISE=", "secret of no form!"})
    void aKeyThatIsNotSixteenBytesIsNamedAndNotShown(String key) {
        HubException refused = catchThrowableOfType(
                HubException.class, () -> new Sm4Envelope("postal-ems.sign-key", new Secret(key)));

        assertThat(refused.code()).isEqualTo(ErrorCode.SECRET_MISSING);
        assertThat(refused.subject()).isEqualTo("postal-ems.sign-key");
        assertThat(key.isEmpty() || !printed(refused).contains(key)).isTrue();
        assertThat(envelope).hasToString("Sm4Envelope[***]");
    }

    private static String printed(HubException refused) {
        StringWriter text = new StringWriter();
        refused.printStackTrace(new PrintWriter(text, true));
        return text + refused.places().toString();
    }

    private static String sealed(String text) throws Exception {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(new SM4Engine(), new PKCS7Padding());
        cipher.init(true, new KeyParameter(Base64.getDecoder().decode(KEY)));
        byte[] plain = text.getBytes(UTF_8);
        byte[] out = new byte[cipher.getOutputSize(plain.length)];
        int length = cipher.processBytes(plain, 0, plain.length, out, 0);
        cipher.doFinal(out, length);
        return Base64.getEncoder().encodeToString(out);
    }
}
