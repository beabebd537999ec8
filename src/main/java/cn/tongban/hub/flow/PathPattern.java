package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a door, such as {@code /in/city-window/cases/{caseNo}}. A parameter is one segment of letters, digits,
 * dots, underscores and hyphens; nothing else ever gets past the door, however it is encoded.
 */
final class PathPattern {
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern PARAMETER = Pattern.compile("\\{(?!(?i)camel|hub)([a-z][A-Za-z0-9]{0,31})}");

    private final String text;
    private final String[] segments;

    /** @throws IllegalArgumentException when a segment is neither plain nor a {@code {parameter}} */
    PathPattern(String text) {
        this.text = text;
        this.segments = split(text);
        for (String segment : segments) {
            if (!LITERAL.matcher(segment).matches() && !PARAMETER.matcher(segment).matches()) {
                throw new IllegalArgumentException("a door's path has plain segments and {parameters}: " + text);
            }
        }
    }

    /** The segments of a path as it stands on the request line; without the leading slash. */
    static String[] split(String rawPath) {
        return rawPath.substring(1).split("/", -1);
    }

    /**
     * Decodes the segments.
     *
     * @throws HubException ID_MALFORMED for a dot segment, control characters, an encoded slash or a broken encoding
     */
    static String[] decode(String rawPath) {
        String[] segments = split(rawPath);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = decodeSegment(segments[i]);
            boolean dots = segments[i].equals(".") || segments[i].equals("..");
            if (dots || segments[i].chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ';')) {
                throw malformed("path");
            }
        }
        return segments;
    }

    /** The parameters by name; empty when the path is another one. */
    Optional<Map<String, String>> match(String[] decoded) {
        if (decoded.length != segments.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].charAt(0) == '{') {
                values.put(segments[i].substring(1, segments[i].length() - 1), decoded[i]);
            } else if (!segments[i].equals(decoded[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** @throws HubException ID_MALFORMED naming the parameter */
    static void check(Map<String, String> parameters) {
        parameters.forEach((name, value) -> {
            if (!VALUE.matcher(value).matches()) {
                throw malformed(name);
            }
        });
    }

    /** The connector to which the door belongs: the second segment. */
    String connector() {
        return segments.length < 2 ? "" : segments[1];
    }

    int parameters() {
        return (int) Arrays.stream(segments).filter(segment -> segment.charAt(0) == '{').count();
    }

    @Override
    public String toString() {
        return text;
    }

    private static HubException malformed(String name) {
        return new HubException(ErrorCode.ID_MALFORMED, name, List.of(new Place(
                "path:" + name, "id", "letters, digits, '.', '_' and '-', at most 64")));
    }

    private static String decodeSegment(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.write(c);
                continue;
            }
            int high = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
            int low = i + 2 < raw.length() ? Character.digit(raw.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw malformed("path");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw malformed("path");
        }
    }
}
