package cn.tongban.sandbox.scripted;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One line of a script.
 *
 * @param method empty for every method
 * @param path of the request; with {@code *} at its end, every path that begins so; empty for every path
 * @param times how often it is given; 0 for always
 * @param body a text is sent as it is, anything else as JSON
 * @param copy where in the answer to where in the request
 */
record ScriptedAnswer(
        String method,
        String path,
        int times,
        int status,
        Duration delay,
        Map<String, String> headers,
        JsonNode body,
        Map<JsonPointer, JsonPointer> copy,
        AtomicInteger given) {

    /** Whether it is for this request and not used up; counted as given then. */
    boolean takes(WireRequest request) {
        boolean begins = path.endsWith("*") && request.path().startsWith(path.substring(0, path.length() - 1));
        boolean fits = (method.isEmpty() || method.equals(request.method()))
                && (path.isEmpty() || begins || path.equals(request.path()));
        return fits && (given.getAndIncrement() < times || times == 0);
    }

    WireAnswer answer(WireRequest request) {
        WireAnswer answer = body.isTextual()
                ? WireAnswer.text(status, "text/plain; charset=utf-8", body.asText())
                : WireAnswer.json(status, body.isMissingNode() ? new byte[0] : Json.write(filled(request)));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** What the request does not have is left as the script has it. */
    private JsonNode filled(WireRequest request) {
        JsonNode copied = body.deepCopy();
        JsonNode asked = Json.read(request.body());
        copy.forEach((to, from) -> {
            JsonNode value = asked.at(from);
            if (!value.isMissingNode() && copied.at(to.head()) instanceof ObjectNode parent) {
                parent.set(to.last().getMatchingProperty(), value);
            }
        });
        return copied;
    }

    static WireAnswer unknown(WireRequest request) {
        return WireAnswer.text(404, "text/plain; charset=utf-8",
                "no answer in the script for " + request.method() + " " + request.path());
    }
}
