package cn.tongban.sandbox.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import org.bouncycastle.jcajce.provider.digest.SM3;
import org.junit.jupiter.api.Test;

class SignatureVectorsTest {
    @Test
    void sm3GivesThePublishedDigests() {
        assertThat(Sm3.hex("abc".getBytes(UTF_8)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex("abcd".repeat(16).getBytes(UTF_8)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
        assertThat(Sm3.hex("汉中经开区".getBytes(UTF_8)))
                .isEqualTo("4bb5dac4f501029bb81a8bf79869c89f09690e406686eea446a7431394b9770f");
        assertThat(Sm3.hex("汉中经开区".getBytes(Charset.forName("GBK"))))
                .isEqualTo("886f97ad89b45829e0d375f2864d4cb495fbb22e38a9da59be7762adc90b0985");
    }

    @Test
    void sm3AgreesWithBouncyCastleForEveryLengthAroundTheBlockBorders() {
        SecureRandom random = new SecureRandom();
        for (int length = 0; length < 260; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);

            assertThat(Sm3.of(bytes)).as("length %d", length).isEqualTo(new SM3.Digest().digest(bytes));
        }
        assertThat(Security.getProvider("BC")).as("no provider is needed").isNull();
    }

    @Test
    void hmacGivesThePublishedValue() {
        String message = "appId=hztb&data=测试&nonce=a1b2c3&timestamp=20260316093000";

        assertThat(HmacSm3.hex("SECRET123".getBytes(UTF_8), message.getBytes(UTF_8)))
                .isEqualTo("5ae201ae2c93a11cb195deca18861232ab4a8322152fa481e45c80a1c8a31257");
    }

    @Test
    void hubSignatureCoversMethodTargetBodyTimeAndNonce() {
        HubSignature signature = new HubSignature("desk", "key");
        byte[] body = "{}".getBytes(UTF_8);
        List<Header> headers = signature.headers("POST", "/in?a=1", body, 1_000_000);

        assertThat(signature.check(request("POST", "/in?a=1", headers, body), 1_000_000)).isEqualTo(Verdict.OK);
        assertThat(signature.check(request("PUT", "/in?a=1", headers, body), 1_000_000)).isEqualTo(Verdict.WRONG);
        assertThat(signature.check(request("POST", "/in?a=2", headers, body), 1_000_000)).isEqualTo(Verdict.WRONG);
        assertThat(signature.check(request("POST", "/in?a=1", headers, new byte[1]), 1_000_000))
                .isEqualTo(Verdict.WRONG);
        assertThat(signature.check(request("POST", "/in?a=1", List.of(), body), 1_000_000)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void hubSignatureIsTakenOnceAndOnlyWithinFiveMinutes() {
        HubSignature signature = new HubSignature("desk", "key");
        List<Header> headers = signature.headers("GET", "/x", new byte[0], 1_000_000);
        WireRequest request = request("GET", "/x", headers, new byte[0]);

        assertThat(signature.check(request, 1_300_001)).isEqualTo(Verdict.STALE);
        assertThat(signature.check(request, 1_300_000)).isEqualTo(Verdict.OK);
        assertThat(signature.check(request, 1_300_000)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void citySignatureIsTheHashOfBodyTimeNonceAndSecret() {
        CitySignature signature = new CitySignature("secret");
        byte[] body = "测试".getBytes(UTF_8);
        List<Header> headers = List.of(
                new Header("x-app-id", "hub"),
                new Header("x-timestamp", "1000000"),
                new Header("x-nonce", "n"),
                new Header("x-sign", Sm3.hex("测试1000000nsecret".getBytes(UTF_8))));

        assertThat(signature.check(request("POST", "/c", headers, body), 1_000_000)).isEqualTo(Verdict.OK);
        assertThat(signature.check(request("POST", "/c", headers, new byte[0]), 1_000_000)).isEqualTo(Verdict.WRONG);
    }

    private static WireRequest request(String method, String target, List<Header> headers, byte[] body) {
        return new WireRequest(method, target, headers, body, true);
    }
}
