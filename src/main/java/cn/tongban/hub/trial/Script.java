package cn.tongban.hub.trial;

import cn.tongban.hub.flow.TrialReplies;
import cn.tongban.hub.flow.TrialReply;
import cn.tongban.hub.flow.TrialSent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** The answers of outside systems that a test gives, in the order in which they are asked for. */
final class Script implements TrialReplies {
    private final RouteTest test;
    private final Expected expected;
    private int next;

    Script(RouteTest test, Expected expected) {
        this.test = test;
        this.expected = expected;
    }

    @Override
    public TrialReply to(TrialSent sent) {
        String at = "/answers/" + next;
        JsonNode answer = expected.at(at);
        if (answer.isMissingNode()) {
            return unscripted(sent);
        }
        next++;
        if (answer.isTextual()) {
            return word(at, answer.asText());
        }
        expected.only(at, Set.of("status", "type", "retry-after", "body", "file"));
        return new TrialReply.Answer(answer.path("status").asInt(200), answer.path("type").asText("application/json"),
                Optional.ofNullable(answer.get("retry-after")).map(JsonNode::asText), body(answer));
    }

    private TrialReply word(String at, String word) {
        if (word.equals("kept")) {
            return kept();
        }
        if (!Set.of("lost", "unreachable").contains(word)) {
            expected.fault(at, "an answer has a status, or is one of kept, lost and unreachable");
        }
        return word.equals("unreachable") ? new TrialReply.Unreachable() : new TrialReply.Lost();
    }

    /** A broker keeps what it is given; of an HTTP request nobody knows. */
    private static TrialReply unscripted(TrialSent sent) {
        return sent instanceof TrialSent.Mail ? kept() : new TrialReply.Lost();
    }

    private static TrialReply kept() {
        return new TrialReply.Answer(202, "application/json", Optional.empty(), new byte[0]);
    }

    private byte[] body(JsonNode answer) {
        if (answer.has("file")) {
            return expected.bytesOf(answer.path("file").asText());
        }
        JsonNode body = answer.path("body");
        return body.isMissingNode() ? new byte[0] : RouteRun.utf8(body.isTextual() ? body.asText() : body.toString());
    }

    /** Answers that nobody asked for are a sign that less was sent than the test thinks. */
    void end() {
        if (next < test.spec().path("answers").size()) {
            expected.fault("/answers/" + next, "nobody asked for this answer");
        }
    }
}
