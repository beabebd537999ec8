package cn.tongban.hub.trial;

import cn.tongban.hub.broker.PartyMail;
import cn.tongban.hub.flow.TrialSent;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What left, against the {@code requests} that a test expects. */
final class Sent {
    private Sent() {}

    static void expect(Expected expected, String at, List<TrialSent> sent) {
        JsonNode wanted = expected.at(at + "/requests");
        if (wanted.isMissingNode()) {
            return;
        }
        if (wanted.size() != sent.size()) {
            expected.fault(at + "/requests", "requests: expected " + wanted.size() + " but " + sent.size() + " left: " + sent);
        }
        for (int i = 0; i < Math.min(wanted.size(), sent.size()); i++) {
            one(expected, at + "/requests/" + i, sent.get(i));
        }
    }

    private static void one(Expected expected, String at, TrialSent sent) {
        if (sent instanceof TrialSent.Request request) {
            expected.only(at, Set.of("method", "url", "path", "headers", "fields", "body", "file", "text"));
            expected.text(at + "/method", "method", request.method());
            expected.text(at + "/url", "url", request.address().toString());
            expected.text(at + "/path", "path", request.address().getRawPath());
            headers(expected, at + "/headers", request);
            expected.document(at, "request", YamlText.tree(request.body()));
            expected.text(at + "/text", "body", new String(request.body(), StandardCharsets.UTF_8));
        } else {
            PartyMail mail = ((TrialSent.Mail) sent).mail();
            expected.only(at, Set.of("address", "type", "fields", "body", "file"));
            expected.text(at + "/address", "address", mail.address());
            expected.text(at + "/type", "type", mail.type());
            expected.document(at, "mail", YamlText.tree(mail.body()));
        }
    }

    /** {@code ~} says that a header must not be there, {@code "*"} that it may hold anything. */
    private static void headers(Expected expected, String at, TrialSent.Request request) {
        Map<String, String> actual = request.headers().stream().collect(Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, other) -> one));
        for (Iterator<String> names = expected.at(at).fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String pointer = at + "/" + YamlText.escaped(name);
            String found = actual.get(name.toLowerCase(Locale.ROOT));
            JsonNode wanted = expected.at(pointer);
            if (wanted.isNull() != (found == null)) {
                expected.fault(pointer, "header " + name + ": expected " + wanted + " but was " + found);
            } else if (found != null && !wanted.asText().equals("*")) {
                expected.text(pointer, "header " + name, found);
            }
        }
    }
}
