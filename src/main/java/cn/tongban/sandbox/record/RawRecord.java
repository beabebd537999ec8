package cn.tongban.sandbox.record;

import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireFile;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** Every raw request of one system as it came, repeats included, written before the answer leaves. */
public final class RawRecord {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonLines lines;
    private final Clock clock;

    public RawRecord(Path file, Clock clock) {
        this.lines = new JsonLines(file);
        this.clock = clock;
    }

    public long append(RawEntry entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("at", Instant.now(clock).toString());
            write(json, entry.request());
            json.writeStringField("signature", entry.signature());
            write(json, entry.finding());
            json.writeStringField("fault", entry.fault());
            if (entry.further()) {
                json.writeBooleanField("further", true);
            }
            json.writeStringField("manner", entry.reply().manner().kind().name());
            json.writeNumberField("status", entry.reply().answer().status());
            writeBody(json, "answer", entry.reply().answer().body());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON into memory", e);
        }
        return lines.append(line.toByteArray());
    }

    public JsonLines lines() {
        return lines;
    }

    private static void write(JsonGenerator json, WireRequest request) throws IOException {
        json.writeStringField("method", request.method());
        json.writeStringField("target", request.target());
        json.writeArrayFieldStart("headers");
        for (Header header : request.headers()) {
            json.writeStartArray();
            json.writeString(header.name());
            json.writeString(header.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        writeBody(json, "body", request.body());
        json.writeBooleanField("complete", request.complete());
        WireFile file = request.file();
        if (file != null) {
            json.writeObjectFieldStart("file");
            json.writeNumberField("size", file.size());
            json.writeStringField("sha256", file.sha256());
            json.writeStringField("sm3", file.sm3());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Finding finding) throws IOException {
        json.writeStringField("operation", finding.operation());
        json.writeStringField("caseNo", finding.caseNo());
        json.writeStringField("key", finding.key());
        json.writeStringField("effect", finding.effect());
        json.writeStringField("receiptNo", finding.receiptNo());
    }

    /** As text when it is UTF-8 to the last byte, otherwise under another name as Base64: nothing is lost. */
    private static void writeBody(JsonGenerator json, String name, byte[] body) throws IOException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            json.writeStringField(name, text);
        } catch (CharacterCodingException e) {
            json.writeBinaryField(name + "Base64", body);
        }
    }
}
