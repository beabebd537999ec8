package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.console.Authenticator;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.options.AriaRole;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody sets up the second factor that the role asks for, with a phone that sees the screen. */
class SecondFactorBrowserIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub("--hub.console.second-factor=department");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    void aPhoneScansThePictureAndItsCodeLeadsIn() throws Exception {
        String login = Visitor.account(HUB, Role.DEPARTMENT);
        try (Sitting desk = new Sitting(HUB, CHROMIUM)) {
            desk.logIn(login, Visitor.PASSWORD);
            desk.page().waitForURL("**/login/factor");
            Looks.at(desk.page(), HUB, "/login/factor");
            desk.open("/login/factor?lang=zh");
            desk.press("启用");
            Looks.violations(desk.page(), "a key that is offered");
            Looks.fits(desk.page(), "a key that is offered", "login-factor-offered-zh");
            String address = scanned(desk.page().locator("svg.qr").screenshot());
            assertThat(address).startsWith("otpauth://totp/Tongban%3A" + login + "?secret=");
            Authenticator app = Authenticator.of(address.replaceAll(".*secret=([A-Z2-7]+).*", "$1"));

            desk.fill("动态验证码", app.code(-20));
            desk.press("确认并进入");
            assertThat(desk.main().getByRole(AriaRole.ALERT)).containsText("动态验证码不正确");
            assertThat(scanned(desk.page().locator("svg.qr").screenshot())).as("the same key").isEqualTo(address);
            desk.fill("动态验证码", app.code(0));
            desk.press("确认并进入");

            desk.page().waitForURL(url -> !url.contains("/login"));
        }
    }

    private static String scanned(byte[] png) throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap seen = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader().decode(seen, Map.of(DecodeHintType.PURE_BARCODE, true)).getText();
    }
}
