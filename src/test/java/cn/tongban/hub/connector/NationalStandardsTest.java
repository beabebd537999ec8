package cn.tongban.hub.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published vectors of the national standards, against the settings of the libraries that connectors rely on. */
class NationalStandardsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** GB/T 32907, appendix A. */
    private static final byte[] SM4_KEY = HEX.parseHex("0123456789abcdeffedcba9876543210");

    /** GB/T 32918.5, appendix A: the same key pair in the example of the signature and of the encryption. */
    private static final ECDomainParameters SM2 = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    private static final ECPrivateKeyParameters PRIVATE = new ECPrivateKeyParameters(
            new BigInteger("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16), SM2);
    private static final ECPublicKeyParameters PUBLIC =
            new ECPublicKeyParameters(SM2.getG().multiply(PRIVATE.getD()).normalize(), SM2);
    private static final byte[] USER = "1234567812345678".getBytes(UTF_8);
    private static final byte[] SIGNED = "message digest".getBytes(UTF_8);
    private static final String SIGNATURE = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
    private static final byte[] ENCRYPTED = "encryption standard".getBytes(UTF_8);
    private static final String C1 = "04" + "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73"
            + "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
    private static final String C2 = "21886ca989ca9c7d58087307ca93092d651efa";
    private static final String C3 = "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";

    private static final Map<String, String> PARAMETERS = new TreeMap<>(Map.of(
            "appId", "hztb", "timestamp", "20260316093000", "nonce", "a1b2c3", "data", "测试"));

    @Test
    void sm3GivesTheDigestsOfGbT32905() {
        assertThat(Sm3.hex("abc".getBytes(UTF_8)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex("abcd".repeat(16).getBytes(UTF_8)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
        assertThat(Sm3.hex("汉中经开区".getBytes(UTF_8)))
                .isEqualTo("4bb5dac4f501029bb81a8bf79869c89f09690e406686eea446a7431394b9770f");
        assertThat(Sm3.hex("汉中经开区".getBytes(Charset.forName("GBK"))))
                .isEqualTo("886f97ad89b45829e0d375f2864d4cb495fbb22e38a9da59be7762adc90b0985");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void sm4GivesTheBlocksOfGbT32907(int rounds) {
        byte[] block = SM4_KEY.clone();
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(SM4_KEY));
        for (int i = 0; i < rounds; i++) {
            engine.processBlock(block, 0, block, 0);
        }

        assertThat(HEX.formatHex(block))
                .isEqualTo(rounds == 1 ? "681edf34d206965e86b3e94f536e4246" : "595298c7c6fd271f0402f804c33d3f66");
    }

    @Test
    void aWholeBlockIsFollowedByOneOfPadding() throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(new SM4Engine(), new PKCS7Padding());
        cipher.init(true, new KeyParameter(SM4_KEY));
        byte[] out = new byte[cipher.getOutputSize(SM4_KEY.length)];
        int length = cipher.processBytes(SM4_KEY, 0, SM4_KEY.length, out, 0);
        cipher.doFinal(out, length);

        assertThat(HEX.formatHex(out)).isEqualTo("681edf34d206965e86b3e94f536e4246" + "002a8a4efa863ccad024ac0300bb40d2");
    }

    @Test
    void sm2VerifiesTheSignatureOfGbT32918() {
        assertThat(verifies(Written.RAW, HEX.parseHex(SIGNATURE), SIGNED)).isTrue();
        assertThat(verifies(Written.RAW, HEX.parseHex(SIGNATURE), "message digesT".getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Written.class)
    void sm2SignsRawOrDer(Written form) throws CryptoException {
        SM2Signer signer = form.signer();
        signer.init(true, new ParametersWithID(new ParametersWithRandom(PRIVATE, new SecureRandom()), USER));
        signer.update(SIGNED, 0, SIGNED.length);

        byte[] signature = signer.generateSignature();

        assertThat(verifies(form, signature, SIGNED)).isTrue();
        assertThat(signature).satisfies(bytes ->
                assertThat(form == Written.RAW ? bytes.length == 64 : bytes[0] == 0x30).isTrue());
    }

    @Test
    void sm2DecryptsTheTextOfGbT32918InTheOrderThatIsNamed() throws InvalidCipherTextException {
        assertThat(decrypted(SM2Engine.Mode.C1C3C2, HEX.parseHex(C1 + C3 + C2))).isEqualTo(ENCRYPTED);
        assertThat(decrypted(SM2Engine.Mode.C1C2C3, HEX.parseHex(C1 + C2 + C3))).isEqualTo(ENCRYPTED);
        assertThatThrownBy(() -> decrypted(SM2Engine.Mode.C1C3C2, HEX.parseHex(C1 + C2 + C3)))
                .isInstanceOf(InvalidCipherTextException.class);
    }

    @ParameterizedTest
    @EnumSource(SM2Engine.Mode.class)
    void sm2EncryptsForItsOwnOrderOnly(SM2Engine.Mode order) throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(order);
        engine.init(true, new ParametersWithRandom(PUBLIC, new SecureRandom()));
        byte[] text = engine.processBlock(ENCRYPTED, 0, ENCRYPTED.length);
        SM2Engine.Mode other = order == SM2Engine.Mode.C1C2C3 ? SM2Engine.Mode.C1C3C2 : SM2Engine.Mode.C1C2C3;

        assertThat(text).hasSize(1 + 64 + 32 + ENCRYPTED.length).startsWith(4);
        assertThat(decrypted(order, text)).isEqualTo(ENCRYPTED);
        assertThatThrownBy(() -> decrypted(other, text)).isInstanceOf(InvalidCipherTextException.class);
        assertThatThrownBy(() -> decrypted(order, Arrays.copyOfRange(text, 1, text.length)))
                .as("without the leading 04 it is not read by chance").isInstanceOf(Exception.class);
    }

    @Test
    void sortedParametersAreSignedAsAgreed() throws GeneralSecurityException {
        String joined = PARAMETERS.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        byte[] keyed = (joined + "&key=SECRET123").getBytes(UTF_8);
        Mac sha256 = Mac.getInstance("HmacSHA256");
        sha256.init(new SecretKeySpec("SECRET123".getBytes(UTF_8), "HmacSHA256"));

        assertThat(HEX.formatHex(MessageDigest.getInstance("MD5").digest(keyed)).toUpperCase(Locale.ROOT))
                .isEqualTo("D381C7FE31D87F3FB2755A8B11CE5DA3");
        assertThat(Sm3.hex(keyed)).isEqualTo("5a713d5ed376473c33f187704069440135a90d1b4d3fd9d199e5caf0c0b993a2");
        assertThat(HEX.formatHex(sha256.doFinal(joined.getBytes(UTF_8))))
                .isEqualTo("fad9a023dc2692e77b3ef3b8db87c1afcf8543cbf2ae8b42ba08f909c63370be");
        assertThat(HEX.formatHex(new HmacSm3Key("SECRET123".getBytes(UTF_8)).mac(joined.getBytes(UTF_8))))
                .isEqualTo("5ae201ae2c93a11cb195deca18861232ab4a8322152fa481e45c80a1c8a31257");
    }

    private static boolean verifies(Written form, byte[] signature, byte[] text) {
        SM2Signer signer = form.signer();
        signer.init(false, new ParametersWithID(PUBLIC, USER));
        signer.update(text, 0, text.length);
        return signer.verifySignature(signature);
    }

    private static byte[] decrypted(SM2Engine.Mode order, byte[] text) throws InvalidCipherTextException {
        SM2Engine engine = new SM2Engine(order);
        engine.init(false, PRIVATE);
        return engine.processBlock(text, 0, text.length);
    }

    /** How r and s are written. */
    private enum Written {
        RAW,
        DER;

        SM2Signer signer() {
            return new SM2Signer(this == RAW ? PlainDSAEncoding.INSTANCE : StandardDSAEncoding.INSTANCE);
        }
    }
}
