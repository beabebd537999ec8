package cn.tongban.hub.console;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A text as a QR code (ISO/IEC 18004), for a page to draw without a script or a picture from elsewhere.
 *
 * @param side of the square, in modules and without the quiet zone
 * @param path the dark modules as the path of an SVG
 */
public record QrCode(int side, String path) {
    private static final int QUIET = 4;
    private static final int EACH = 5;

    static QrCode of(String text) {
        ByteMatrix modules = encode(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new QrCode(modules.getWidth(), path.toString());
    }

    /** The part of the plane that the picture shows: the square with its quiet zone. */
    public String box() {
        int whole = side + 2 * QUIET;
        return -QUIET + " " + -QUIET + " " + whole + " " + whole;
    }

    /** How wide the picture is drawn: whole pixels for each module, or edges blur. */
    public int pixels() {
        return EACH * (side + 2 * QUIET);
    }

    /** Never shows the text, which may be a secret. */
    @Override
    public String toString() {
        return "QrCode";
    }

    private static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("Too long for a QR code", e);
        }
    }
}
