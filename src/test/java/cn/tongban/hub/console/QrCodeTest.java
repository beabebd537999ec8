package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    @Test
    void whoReadsThePictureGetsTheText() throws Exception {
        String text = "otpauth://totp/Tongban%3Azhang?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Tongban";

        QrCode code = QrCode.of(text);

        assertThat(new Decoder().decode(modules(code)).getText()).isEqualTo(text);
        assertThat(code.box()).isEqualTo("-4 -4 " + (code.side() + 8) + " " + (code.side() + 8));
        assertThat(code.toString()).doesNotContain("JBSWY");
    }

    private static BitMatrix modules(QrCode code) {
        BitMatrix modules = new BitMatrix(code.side());
        Matcher dark = MODULE.matcher(code.path());
        while (dark.find()) {
            modules.set(Integer.parseInt(dark.group(1)), Integer.parseInt(dark.group(2)));
        }
        return modules;
    }
}
