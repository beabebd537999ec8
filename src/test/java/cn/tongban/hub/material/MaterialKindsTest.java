package cn.tongban.hub.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.connector.MaterialType;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file is, is told by its bytes alone; what is built to hurt is named. */
class MaterialKindsTest {
    private static final Set<MaterialType> ALL = EnumSet.allOf(MaterialType.class);

    static Stream<Arguments> honest() {
        return Stream.of(
                Arguments.of(Papers.pdf(5000), "a.pdf", MaterialType.PDF),
                Arguments.of(Papers.png(), "a.PNG", MaterialType.PNG),
                Arguments.of(Papers.jpg(), "a.jpeg", MaterialType.JPG),
                Arguments.of(Papers.tif(), "a.tif", MaterialType.TIF),
                Arguments.of(Papers.docx(), "申请书.docx", MaterialType.DOCX),
                Arguments.of(Papers.xlsx(), "a.xlsx", MaterialType.XLSX),
                Arguments.of(Papers.ofd(), "a.ofd", MaterialType.OFD),
                Arguments.of(Papers.zip("a.txt", "text"), "a.zip", MaterialType.ZIP),
                Arguments.of(Papers.nested(2), "a.zip", MaterialType.ZIP),
                Arguments.of(Papers.xml("<表><项>值</项></表>"), "a.xml", MaterialType.XML),
                Arguments.of(Papers.pdf(5000), "without ending", MaterialType.PDF));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("honest")
    void aFileIsWhatItsBytesAre(byte[] file, String name, MaterialType expected) throws IOException {
        assertThat(MaterialKinds.check(channel(file), null, name, ALL)).isEqualTo(expected);
        assertThat(MaterialKinds.check(channel(file), expected.mediaType(), name, ALL)).isEqualTo(expected);
        assertThat(MaterialKinds.check(channel(file), "application/octet-stream", name, ALL)).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("executable named pdf", Papers.exe(), "合同.pdf", "material-type-refused body:media-type"),
                Arguments.of("text", "hello".getBytes(), "a.pdf", "material-type-refused body:media-type"),
                Arguments.of("web page", Papers.xml("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>"), "a.xml",
                        "material-type-refused body:media-type"),
                Arguments.of("picture that runs scripts", Papers.xml("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                        "a.xml", "material-type-refused body:media-type"),
                Arguments.of("pdf named docx", Papers.pdf(500), "a.docx",
                        "material-type-mismatch header:X-Material-File:media-type"),
                Arguments.of("zip named docx", Papers.zip("a", "a"), "a.docx",
                        "material-type-mismatch header:X-Material-File:media-type"),
                Arguments.of("bomb", Papers.bomb(40), "a.zip", "material-unsafe body:entry/1:zip-ratio"),
                Arguments.of("nested", Papers.nested(4), "a.zip", "material-unsafe body:entry/1:zip-depth"),
                Arguments.of("many entries", Papers.manyEntries(10_001), "a.zip", "material-unsafe body:zip-entries"),
                Arguments.of("path out of the folder", Papers.zip("a", "a", "../../evil", "x"), "a.zip",
                        "material-unsafe body:entry/2:zip-path"),
                Arguments.of("backslash path", Papers.zip("..\\evil", "x"), "a.zip",
                        "material-unsafe body:entry/1:zip-path"),
                Arguments.of("absolute path", Papers.zip("/etc/x", "x"), "a.zip",
                        "material-unsafe body:entry/1:zip-path"),
                Arguments.of("cut short", java.util.Arrays.copyOf(Papers.docx(), 150), "a.docx",
                        "material-unsafe body:zip-broken"),
                Arguments.of("dtd", Papers.xml("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "a.xml",
                        "material-unsafe body:xml-dtd"),
                Arguments.of("endless nesting", Papers.xml("<a>".repeat(5000)), "a.xml",
                        "material-unsafe body:xml-depth"),
                Arguments.of("broken xml", Papers.xml("<a><b></a>"), "a.xml", "material-unsafe body:xml-broken"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void badFilesAreNamed(String what, byte[] file, String name, String expected) {
        assertThat(verdict(file, null, name, ALL)).isEqualTo(expected);
    }

    @Test
    void anotherContentTypeIsAMistake() {
        assertThat(verdict(Papers.pdf(500), "image/png", "a.pdf", ALL))
                .isEqualTo("material-type-mismatch header:Content-Type:media-type");
    }

    @Test
    void whatTheConnectorDoesNotTakeIsRefused() {
        assertThat(verdict(Papers.zip("a", "a"), null, "a.zip", EnumSet.of(MaterialType.PDF)))
                .isEqualTo("material-type-refused body:media-type");
    }

    @Test
    void entriesThatShareBytesAreFound() {
        byte[] zip = Papers.zip("a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b", "b");
        // The second entry of the directory is made to point at the first one's place.
        int directory = find(zip, new byte[] {'P', 'K', 1, 2}, 0);
        int second = find(zip, new byte[] {'P', 'K', 1, 2}, directory + 4);
        for (int i = 0; i < 4; i++) {
            zip[second + 42 + i] = 0;
        }

        assertThat(verdict(zip, null, "a.zip", ALL)).isEqualTo("material-unsafe body:zip-overlap");
    }

    @Test
    void aRefusalRepeatsNoNameFromWithin() {
        HubException refused = catchThrowableOfType(HubException.class, () -> MaterialKinds.check(
                channel(Papers.zip("../测试甲", "x")), null, "a.zip", ALL));

        assertThat(refused.places().toString() + refused.getMessage()).doesNotContain("测试甲");
        assertThat(refused.code()).isEqualTo(ErrorCode.MATERIAL_UNSAFE);
    }

    private static String verdict(byte[] file, String contentType, String name, Set<MaterialType> allowed) {
        HubException refused = catchThrowableOfType(HubException.class,
                () -> MaterialKinds.check(channel(file), contentType, name, allowed));
        assertThat(refused).as("refused").isNotNull();
        return refused.code().code() + " " + refused.places().get(0).pointer() + ":" + refused.places().get(0).rule();
    }

    private static SeekableInMemoryByteChannel channel(byte[] file) {
        return new SeekableInMemoryByteChannel(file);
    }

    private static int find(byte[] in, byte[] what, int from) {
        for (int at = from; ; at++) {
            if (java.util.Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
    }
}
