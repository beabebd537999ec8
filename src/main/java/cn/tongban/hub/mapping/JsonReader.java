package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads outside bytes as JSON within limits; strict about charset, duplicate keys and what follows the document. */
public final class JsonReader {
    /** Partners write GBK or GB2312 and send GB18030; the superset reads all three. */
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static final int MAX_STRING = 1_000_000;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_NAME = 200;

    private final int maxBytes;
    private final ObjectReader reader;

    /**
     * @param maxBytes largest accepted body in bytes
     * @param maxDepth deepest accepted nesting of objects and arrays
     */
    public JsonReader(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        JsonMapper mapper = Json.MAPPER.rebuild().build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(MAX_NAME)
                        .build());
        this.reader = mapper.readerFor(JsonNode.class);
    }

    /**
     * @param contentType the Content-Type as sent, for its charset; without one the bytes are UTF-8
     * @throws HubException BODY_TOO_LARGE, CHARSET_UNREADABLE, CONTENT_TYPE_UNSUPPORTED (unknown charset),
     * BODY_NOT_JSON
     *     and BODY_TRUNCATED with a {@code row:column} place, BODY_TOO_DEEP
     */
    public JsonNode read(byte[] body, @Nullable String contentType) {
        if (body.length > maxBytes) {
            throw new HubException(ErrorCode.BODY_TOO_LARGE, maxBytes + " bytes");
        }
        char[] text = decode(body, charsetOf(contentType));
        try (JsonParser parser = reader.getFactory().createParser(text)) {
            JsonNode document = read(parser, text.length);
            if (Storable.hasUnicodeEscape(text)) {
                Storable.firstFault(document, "").ifPresent(JsonReader::refuseText);
            }
            return document;
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "reading from memory", e);
        }
    }

    private static void refuseText(String pointer) {
        Place place = new Place(pointer, "text", "Holds U+0000 or half of a surrogate pair.");
        throw new HubException(ErrorCode.BODY_NOT_JSON, "", List.of(place));
    }

    private JsonNode read(JsonParser parser, int length) throws IOException {
        try {
            JsonNode document = reader.readTree(parser);
            if (document == null || document.isMissingNode()) {
                Place place = new Place("1:1", "json", "The body is empty.");
                throw new HubException(ErrorCode.BODY_TRUNCATED, "", List.of(place));
            }
            return document;
        } catch (JsonProcessingException e) {
            boolean atEnd = parser.currentLocation().getCharOffset() >= length;
            throw translate(e, atEnd && !parser.getParsingContext().inRoot());
        }
    }

    private static char[] decode(byte[] body, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(body);
        try {
            CharBuffer out = decoder.decode(in);
            if (out.hasRemaining() && out.get(out.position()) == '\uFEFF') {
                out.get();
            }
            char[] text = new char[out.remaining()];
            out.get(text);
            return text;
        } catch (CharacterCodingException e) {
            if (e instanceof MalformedInputException cut && in.position() + cut.getInputLength() == body.length) {
                Place place = new Place("", "json", "The body ends within a character.");
                throw new HubException(ErrorCode.BODY_TRUNCATED, "", List.of(place));
            }
            String detail = "Byte " + (in.position() + 1) + " is not " + charset.name() + ".";
            throw new HubException(ErrorCode.CHARSET_UNREADABLE, charset.name(),
                    List.of(new Place("", "charset", detail)));
        }
    }

    private static Charset charsetOf(@Nullable String contentType) {
        if (contentType == null) {
            return StandardCharsets.UTF_8;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        int start = type.indexOf("charset=") + 8;
        if (start < 8) {
            return StandardCharsets.UTF_8;
        }
        int end = type.indexOf(';', start);
        String name = type.substring(start, end < 0 ? type.length() : end).replace('"', ' ').strip();
        return switch (name) {
            case "utf-8", "utf8", "us-ascii", "" -> StandardCharsets.UTF_8;
            case "gbk", "gb2312", "gb18030", "gb_2312-80", "cp936" -> GB18030;
            default -> throw new HubException(ErrorCode.CONTENT_TYPE_UNSUPPORTED, "charset");
        };
    }

    /** Jackson's texts quote the input, so neither they nor the exception itself go on. */
    private static HubException translate(JsonProcessingException e, boolean atEnd) {
        if (e instanceof StreamConstraintsException) {
            boolean depth = e.getOriginalMessage().contains("nesting depth");
            return depth
                    ? refused(ErrorCode.BODY_TOO_DEEP, e, "depth", "Objects and arrays are nested too deep.")
                    : refused(ErrorCode.BODY_TOO_LARGE, e, "length", "A name, text or number is too long.");
        }
        if (e instanceof JsonEOFException || atEnd && !(e instanceof MismatchedInputException)) {
            return refused(ErrorCode.BODY_TRUNCATED, e, "json", "The body ends before the document does.");
        }
        if (e instanceof MismatchedInputException) {
            boolean duplicate = e.getOriginalMessage().startsWith("Duplicate field");
            return duplicate
                    ? refused(ErrorCode.BODY_NOT_JSON, e, "duplicate-key", "A name occurs twice in one object.")
                    : refused(ErrorCode.BODY_NOT_JSON, e, "trailing", "Something follows after the document.");
        }
        return refused(ErrorCode.BODY_NOT_JSON, e, "json", "This is not JSON.");
    }

    private static HubException refused(ErrorCode code, JsonProcessingException e, String rule, String detail) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : at.getLineNr() + ":" + at.getColumnNr();
        return new HubException(code, "", List.of(new Place(place, rule, detail)));
    }
}
