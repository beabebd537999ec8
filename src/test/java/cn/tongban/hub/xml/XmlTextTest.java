package cn.tongban.hub.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset GBK = Charset.forName("GBK");
    /** Surnames that GBK does not have. */
    private static final String RARE = "<NAME>𠮷㐂䶮</NAME>";

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb2312", "GB18030", "x-gbk"})
    void whoSaysGbkMaySendWhatOnlyGb18030Has(String name) {
        byte[] declared = ("<?xml version=\"1.0\" encoding=\"" + name + "\"?>\n" + RARE).getBytes(GB18030);
        byte[] bare = RARE.getBytes(GB18030);

        assertThat(XmlText.read(declared, null).strip()).isEqualTo(RARE);
        assertThat(XmlText.read(declared, "text/xml").strip()).isEqualTo(RARE);
        assertThat(XmlText.read(bare, "text/xml; charset=" + name)).isEqualTo(RARE);
        assertThat(XmlText.read(bare, "application/soap+xml;action=\"urn:a\";charset=\"" + name + "\"")).isEqualTo(RARE);
    }

    @Test
    void theContentTypeCountsMoreThanTheDeclaration() {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + RARE).getBytes(GB18030);

        assertThat(XmlText.read(bytes, "text/xml; charset=GB18030")).isEqualTo(RARE);
    }

    @ParameterizedTest
    @CsvSource({"GBK,UTF-8", "GB2312,UTF-8", "UTF-8,GB18030", "UTF-8,UTF-8", "GB18030,GB18030"})
    void whatIsDeclaredAndWhatIsWrittenMayDiffer(String declared, String written) {
        String text = "<CASE><NAME>汉中示例食品有限公司</NAME></CASE>";
        byte[] bytes = ("<?xml version='1.0' encoding='" + declared + "'?>" + text).getBytes(Charset.forName(written));

        assertThat(XmlText.read(bytes, null)).isEqualTo(text);
    }

    /** The famous word of two characters that looks like UTF-8 to those who guess. */
    @Test
    void aShortTextIsReadAsItSays() {
        String text = "<NAME>联通</NAME>";

        assertThat(XmlText.read(text.getBytes(GBK), "text/xml; charset=GBK")).isEqualTo(text);
    }

    @Test
    void bytesOfNoCharsetAreRefused() {
        assertThatThrownBy(() -> XmlText.read(new byte[] {'<', 'a', '>', (byte) 0xff}, "text/xml; charset=UTF-8"))
                .isInstanceOfSatisfying(HubException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.CHARSET_UNREADABLE));
        assertThatThrownBy(() -> XmlText.read("<a/>".getBytes(StandardCharsets.UTF_8), "text/xml; charset=EBCDIC-NONE"))
                .isInstanceOf(HubException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK"})
    void whatIsWrittenIsReadAgainWhole(String name) {
        byte[] bytes = XmlWriter.bytes(RARE, Charset.forName(name));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1).replace("<?xml", "").replace("?>", "")).doesNotContain("?");
        assertThat(XmlReader.read(XmlText.read(bytes, "text/xml; charset=" + name), 4).getDocumentElement()
                .getTextContent()).isEqualTo("𠮷㐂䶮");
    }

    @Test
    void aDocumentTypeIsRefusedAndNothingIsRead() {
        for (String text : new String[] {
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>",
            "<!DOCTYPE a [<!ENTITY b \"b\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"}) {
            assertThatThrownBy(() -> XmlReader.read(text, 8)).isInstanceOfSatisfying(HubException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.BODY_NOT_XML);
                assertThat(e.places().get(0).rule()).isEqualTo("doctype");
            });
        }
    }

    @Test
    void nestingHasAnEndAndBrokenTextAPlace() {
        assertThatThrownBy(() -> XmlReader.read("<a>".repeat(9) + "</a>".repeat(9), 8))
                .isInstanceOfSatisfying(HubException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_DEEP));
        assertThatThrownBy(() -> XmlReader.read("<a>\n <b></c></a>", 8)).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BODY_NOT_XML);
            assertThat(e.places().get(0).pointer()).startsWith("2:");
        });
    }
}
