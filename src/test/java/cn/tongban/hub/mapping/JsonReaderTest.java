package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private final JsonReader reader = new JsonReader(1_000, 32);

    @Test
    void readsUtf8WithAndWithoutByteOrderMark() {
        assertThat(read("{\"名\":\"𠮷\"}").get("名").textValue()).isEqualTo("𠮷");
        assertThat(read("\uFEFF{\"a\":1}").get("a").intValue()).isEqualTo(1);
    }

    @Test
    void readsGb18030WhereAPartnerSaysGbk() {
        byte[] body = "{\"name\":\"㐂汉\"}".getBytes(Charset.forName("GB18030"));

        assertThat(reader.read(body, "application/json; charset=\"GBK\"").get("name").textValue()).isEqualTo("㐂汉");
        assertThat(reader.read(body, "application/json;charset=gb2312; q=1").get("name").textValue()).isEqualTo("㐂汉");
    }

    @Test
    void refusesBytesThatAreNotInTheDeclaredCharset() {
        HubException refused = refused("{\"a\":\"汉\"}".getBytes(Charset.forName("GBK")), null);

        assertThat(refused.code()).isEqualTo(ErrorCode.CHARSET_UNREADABLE);
        assertThat(refused.places().get(0).detail()).isEqualTo("Byte 7 is not UTF-8.");
    }

    @Test
    void refusesACharsetThatItDoesNotKnow() {
        assertThat(refused(bytes("{}"), "application/json; charset=utf-16").code())
                .isEqualTo(ErrorCode.CONTENT_TYPE_UNSUPPORTED);
    }

    @Test
    void namesRowAndColumnOfWhatIsNotJson() {
        HubException refused = refused(bytes("{\n  \"a\": secret\n}"), null);

        assertThat(refused.code()).isEqualTo(ErrorCode.BODY_NOT_JSON);
        assertThat(refused.places().get(0).pointer()).startsWith("2:");
        assertThat(refused).hasNoCause();
        assertThat(refused.toString() + refused.places()).doesNotContain("secret");
    }

    @Test
    void refusesDuplicateKeysTrailingTextAndNotANumber() {
        assertThat(refused(bytes("{\"a\":1,\"a\":2}"), null).places().get(0).rule()).isEqualTo("duplicate-key");
        assertThat(refused(bytes("{\"a\":1} {}"), null).places().get(0).rule()).isEqualTo("trailing");
        assertThat(refused(bytes("{\"a\":1}x"), null).code()).isEqualTo(ErrorCode.BODY_NOT_JSON);
        assertThat(refused(bytes("{\"a\":NaN}"), null).code()).isEqualTo(ErrorCode.BODY_NOT_JSON);
    }

    @Test
    void saysTruncatedWhenTheInputEndsEarly() {
        for (String cut : new String[] {"", "{", "{\"a\":", "{\"a\":\"tex", "[1,2", "{\"a\":tru"}) {
            assertThat(refused(bytes(cut), null).code()).as(cut).isEqualTo(ErrorCode.BODY_TRUNCATED);
        }
        byte[] name = bytes("{\"a\":\"汉");
        byte[] withinCharacter = java.util.Arrays.copyOf(name, name.length - 1);
        assertThat(refused(withinCharacter, null).code()).isEqualTo(ErrorCode.BODY_TRUNCATED);
    }

    @Test
    void refusesWhatIsTooDeepTooLargeOrTooLong() {
        assertThat(refused(bytes("[".repeat(33) + "]".repeat(33)), null).code()).isEqualTo(ErrorCode.BODY_TOO_DEEP);
        assertThat(read("[".repeat(32) + "]".repeat(32)).isArray()).isTrue();
        assertThat(refused(bytes("\"" + "a".repeat(1_000) + "\""), null).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(refused(bytes("1".repeat(200)), null).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    }

    @Test
    void refusesTextsThatNothingCanStore() {
        assertThat(refused(bytes("{\"a\":[\"x\",\"\\u0000\"]}"), null).places().get(0).pointer()).isEqualTo("/a/1");
        assertThat(refused(bytes("{\"a\":\"\\ud800\"}"), null).code()).isEqualTo(ErrorCode.BODY_NOT_JSON);
        assertThat(refused(bytes("{\"\\udc00\":1}"), null).code()).isEqualTo(ErrorCode.BODY_NOT_JSON);
        assertThat(read("{\"a\":\"\\ud842\\udfb7\"}").get("a").textValue()).isEqualTo("𠮷");
    }

    @Test
    void keepsDecimalsExact() {
        assertThat(read("{\"fen\":12345678901234567.890}").get("fen").decimalValue().toPlainString())
                .isEqualTo("12345678901234567.890");
    }

    private JsonNode read(String text) {
        return reader.read(bytes(text), "application/json");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HubException refused(byte[] body, @Nullable String type) {
        return catchThrowableOfType(HubException.class, () -> reader.read(body, type));
    }
}
