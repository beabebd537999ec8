package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;

/** One line of a raw record. */
record RawRequest(
        int number,
        String at,
        String operation,
        String caseNo,
        String key,
        String effect,
        String fault,
        String signature,
        boolean complete,
        int status,
        String body,
        String answer,
        JsonNode file) {

    static RawRequest of(int number, JsonNode line) {
        return new RawRequest(
                number,
                line.path("at").asText(),
                line.path("operation").asText("torn"),
                line.path("caseNo").asText(),
                line.path("key").asText(),
                line.path("effect").asText("none"),
                line.path("fault").asText(),
                line.path("signature").asText(),
                line.path("complete").asBoolean(),
                line.path("status").asInt(),
                text(line, "body"),
                text(line, "answer"),
                line.path("file"));
    }

    /** The record keeps as Base64 what is not UTF-8; then it is the charset of those partners who write another. */
    private static String text(JsonNode line, String name) {
        String base64 = line.path(name + "Base64").asText();
        return base64.isEmpty()
                ? line.path(name).asText()
                : new String(Base64.getDecoder().decode(base64), Charset.forName("GB18030"));
    }

    /** What a judgement of many thousand needs: the bytes of steps and the answers to probes only. */
    RawRequest slim() {
        return new RawRequest(number, "", operation, caseNo, key, effect, fault, signature, complete, status,
                is("step") ? body : "", is("probe") ? answer : "", file);
    }

    boolean hadEffect() {
        return !List.of("none", "repeat", "conflict").contains(effect);
    }

    boolean is(String someOperation) {
        return operation.equals(someOperation);
    }
}
