package cn.tongban.hub.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vectors of GB/T 32905-2016, A.1 and A.2, for whoever digests on this machine, and both against each other. */
class Sm3HashTest {
    private static final String ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
    private static final String ABCD_SIXTEEN_TIMES = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";

    @Test
    void digestsAsTheStandardSays() {
        assertThat(digest(Sm3Hash.fastest(), "abc")).isEqualTo(ABC);
        assertThat(digest(Sm3Hash.fastest(), "abcd".repeat(16))).isEqualTo(ABCD_SIXTEEN_TIMES);
        assertThat(digest(Sm3Hash.inJava(), "abc")).isEqualTo(ABC);
        assertThat(digest(Sm3Hash.inJava(), "abcd".repeat(16))).isEqualTo(ABCD_SIXTEEN_TIMES);
    }

    @Test
    void inPiecesFromWithinAnArrayItIsTheSame() {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        try (Sm3Hash one = Sm3Hash.fastest(); Sm3Hash other = Sm3Hash.inJava()) {
            one.update(bytes, 0, 11);
            one.update(bytes, 11, 0);
            one.update(bytes, 11, bytes.length - 11);
            other.update(bytes, 0, bytes.length);

            assertThat(one.finish()).isEqualTo(other.finish());
        }
    }

    @Test
    void aClosedOneOfOpenSslTouchesNoMemory() {
        assumeTrue(OpenSsl.hasSm3(), "this machine has no OpenSSL with SM3");
        Sm3Hash hash = new OpenSslSm3();
        hash.close();
        hash.close();

        assertThatThrownBy(() -> hash.update(new byte[1], 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(hash::finish).isInstanceOf(IllegalStateException.class);
    }

    private static String digest(Sm3Hash hash, String text) {
        try (hash) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            hash.update(bytes, 0, bytes.length);
            return HexFormat.of().formatHex(hash.finish());
        }
    }
}
