package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A partner's address with {@code {names}} in its path. A value fills one segment and is encoded, so it can neither leave
 * its segment nor add a query, whatever it holds.
 */
final class UrlTemplate {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z][A-Za-z0-9.]{0,63})}");

    private final String text;

    /** @throws IllegalArgumentException when this is not an absolute http address, or names stand outside of its path */
    UrlTemplate(String text) {
        // Camel escapes braces on its way here.
        this.text = text.replace("%7B", "{").replace("%7D", "}");
        URI probe = URI.create(NAME.matcher(this.text).replaceAll("x"));
        int path = this.text.indexOf('/', this.text.indexOf("//") + 2);
        boolean inPath = this.text.indexOf('{') < 0 || path > 0 && this.text.indexOf('{') > path;
        if (NAME.matcher(this.text).results().anyMatch(name -> name.group(1).endsWith("ticket"))) {
            throw new IllegalArgumentException("a ticket does not stand in an address: addresses are logged");
        }
        if (probe.getHost() == null || probe.getRawQuery() != null || probe.getRawFragment() != null || !inPath) {
            throw new IllegalArgumentException("not an http address with names in its path only");
        }
    }

    /** The address with every name set to {@code x}: for checks before any message is there. */
    URI sample() {
        return URI.create(NAME.matcher(text).replaceAll("x"));
    }

    /** @throws HubException ID_MALFORMED when a value is missing, empty, too long or a dot segment */
    URI expand(Function<String, @Nullable Object> values) {
        if (text.indexOf('{') < 0) {
            return URI.create(text);
        }
        return URI.create(NAME.matcher(text).replaceAll(match -> segment(match, values)));
    }

    private static String segment(MatchResult match, Function<String, @Nullable Object> values) {
        Object value = values.apply(match.group(1));
        String plain = value == null ? "" : value.toString();
        if (plain.isEmpty() || plain.length() > 200 || plain.equals(".") || plain.equals("..")) {
            throw new HubException(ErrorCode.ID_MALFORMED, match.group(1));
        }
        return Matcher.quoteReplacement(encode(plain));
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0;
            if (plain) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(String.format("%02X", b));
            }
        }
        return encoded.toString();
    }
}
