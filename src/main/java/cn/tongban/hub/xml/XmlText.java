package cn.tongban.hub.xml;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an XML document as characters. The charset is that of the content type, else that of the XML declaration, else
 * UTF-8. Who says GBK or GB2312 may send characters that only GB18030 has, so both are read as that. Some senders declare
 * one charset and write another: bytes that cannot be what they are said to be are read as the other of the two.
 */
public final class XmlText {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int DECLARATION = 256;
    private static final Pattern PARAMETER =
            Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]{1,40})[\"']?");
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
    private static final Pattern HEAD = Pattern.compile("^\\uFEFF?\\s*<\\?xml[^>]*\\?>");

    private XmlText() {}

    /**
     * @return the document without byte order mark and XML declaration, whose charset no longer holds
     * @throws HubException CHARSET_UNREADABLE when the bytes are in no charset that was said or may be meant
     */
    public static String read(byte[] bytes, @Nullable String contentType) {
        Charset said = parameter(contentType).or(() -> declared(bytes)).map(XmlText::charset).orElse(StandardCharsets.UTF_8);
        return withoutDeclaration(decode(bytes, said));
    }

    static String withoutDeclaration(String text) {
        Matcher head = HEAD.matcher(text);
        String rest = head.find() ? text.substring(head.end()) : text;
        return rest.startsWith("\uFEFF") ? rest.substring(1) : rest;
    }

    private static String decode(byte[] bytes, Charset said) {
        boolean chinese = said.equals(GB18030);
        if (chinese && isSurelyUtf8(bytes)) {
            return strict(bytes, StandardCharsets.UTF_8).orElseThrow();
        }
        return strict(bytes, said)
                .or(() -> said.equals(StandardCharsets.UTF_8) ? strict(bytes, GB18030) : Optional.empty())
                .orElseThrow(() -> new HubException(ErrorCode.CHARSET_UNREADABLE, said.name(),
                        List.of(new Place("", "charset", "the bytes are not " + said.name()))));
    }

    /**
     * Text in Chinese is made of sequences of three bytes in UTF-8; that a text in GB18030 has the shape of such sequences
     * throughout does not happen by chance. Of shorter ones it does, so they prove nothing.
     */
    private static boolean isSurelyUtf8(byte[] bytes) {
        boolean threeOrMore = false;
        for (byte one : bytes) {
            threeOrMore |= (one & 0xF0) == 0xE0 || (one & 0xF8) == 0xF0;
        }
        return threeOrMore && strict(bytes, StandardCharsets.UTF_8).isPresent();
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(@Nullable String contentType) {
        Matcher found = PARAMETER.matcher(contentType == null ? "" : contentType);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Optional<String> declared(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(DECLARATION, bytes.length), StandardCharsets.ISO_8859_1);
        Matcher found = DECLARED.matcher(head.strip());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** @throws HubException CHARSET_UNREADABLE for a name that this machine does not know */
    private static Charset charset(String name) {
        if (List.of("gbk", "gb2312", "gb18030", "cp936", "ms936", "x-gbk", "euc-cn")
                .contains(name.toLowerCase(Locale.ROOT))) {
            return GB18030;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new HubException(ErrorCode.CHARSET_UNREADABLE, "", List.of(
                    new Place("", "charset", "a charset of this name is not known")));
        }
    }
}
