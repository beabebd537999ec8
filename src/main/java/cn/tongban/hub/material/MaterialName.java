package cn.tongban.hub.material;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names that come in a header: UTF-8, percent-encoded, with or without the {@code UTF-8''} of RFC 5987. */
public final class MaterialName {
    /** The display name of a material. */
    public static final String NAME_HEADER = "X-Material-Name";

    /** The name of the file. */
    public static final String FILE_HEADER = "X-Material-File";

    private static final String RFC_5987 = "utf-8''";
    private static final int LONGEST = 200;

    private MaterialName() {}

    /**
     * The name in plain text: NFC, without spaces or dots around it.
     *
     * @throws HubException MATERIAL_NAME_INVALID when it is missing, not decodable, too long, has parts of a path, or
     *     characters that nobody sees; the place names the header and the rule
     */
    public static String read(String header, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalid(header, "required", "the header is missing");
        }
        String decoded = Normalizer.normalize(decode(header, value.strip()), Normalizer.Form.NFC);
        if (decoded.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':') || decoded.equals("..")) {
            throw invalid(header, "path", "a name has no parts of a path");
        }
        if (decoded.codePoints().anyMatch(MaterialName::isHidden)) {
            throw invalid(header, "characters", "control characters and marks that change the direction are not allowed");
        }
        String clean = decoded.strip().replaceAll("^[.\\s]+|[.\\s]+$", "");
        if (clean.isEmpty()) {
            throw invalid(header, "empty", "nothing of the name is left");
        }
        if (clean.codePointCount(0, clean.length()) > LONGEST) {
            throw invalid(header, "length", "at most " + LONGEST + " characters");
        }
        return clean;
    }

    /** As it travels in a header or an address: every byte but letters, digits and {@code -._} percent-encoded. */
    public static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            if (one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9' || one == '-'
                    || one == '.' || one == '_') {
                text.append((char) one);
            } else {
                text.append('%').append(Character.toUpperCase(Character.forDigit(one >> 4 & 15, 16)))
                        .append(Character.toUpperCase(Character.forDigit(one & 15, 16)));
            }
        }
        return text.toString();
    }

    /** Control, format and unassigned characters, lone surrogates, private use. */
    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED, Character.SURROGATE, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String decode(String header, String value) {
        String raw = value.regionMatches(true, 0, RFC_5987, 0, RFC_5987.length())
                ? value.substring(RFC_5987.length()) : value;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= 0x80) {
                throw invalid(header, "encoding", "percent-encoded UTF-8 is expected");
            }
            if (c == '%') {
                int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw invalid(header, "encoding", "a broken percent-encoding");
                }
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw invalid(header, "encoding", "percent-encoded UTF-8 is expected");
        }
    }

    private static HubException invalid(String header, String rule, String detail) {
        return new HubException(ErrorCode.MATERIAL_NAME_INVALID, "", List.of(new Place("header:" + header, rule, detail)));
    }
}
