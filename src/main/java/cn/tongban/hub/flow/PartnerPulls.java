package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.support.DefaultConsumer;

/**
 * Asks partners what they keep for the hub, and tells them what became of it, over the question routes of the active
 * bundle. For any thread; a swap of bundles waits for the question that is under way.
 */
public final class PartnerPulls {
    private static final int MOST_ITEMS = 1000;
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";

    private final ActiveBundle active;
    private final Predicate<String> open;
    private final Clock clock;
    private final ProblemWriter problems = new ProblemWriter();

    /** @param open whether a connector may be asked now: not outside of its hours, in maintenance or paused */
    PartnerPulls(ActiveBundle active, Predicate<String> open, Clock clock) {
        this.active = active;
        this.open = open;
        this.clock = clock;
    }

    /** Whether the connector may be asked now. */
    public boolean open(String connector) {
        return open.test(connector);
    }

    /**
     * Asks once.
     *
     * @param position where the last answer left off; empty at first
     * @throws HubException TICKET_UNAVAILABLE; DESTINATION_UNREACHABLE or ANSWER_LOST: ask again later;
     *     DESTINATION_REFUSED: the partner says no; ANSWER_UNREADABLE, or a defect of the bundle: a person has to look
     */
    public Pulled ask(String connector, String channel, String position) {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("position", position);
        Instant now = clock.instant();
        JsonNode read = ask(new QuestionTable.Key(QuestionKind.PULLS, connector, channel), position, now, body)
                .orElseThrow(() -> new HubException(ErrorCode.NO_ROUTE, connector + "/" + channel));
        if (!read.path("items").isArray()) {
            throw refusal(read);
        }
        if (read.path("items").size() > MOST_ITEMS) {
            throw new HubException(ErrorCode.ANSWER_UNREADABLE, "more than " + MOST_ITEMS + " at once");
        }
        List<SourceItem> items = new ArrayList<>();
        for (JsonNode item : read.path("items")) {
            items.add(item(connector, channel, item.path("key").asText(""), item, now));
        }
        Optional<String> next = Optional.of(read.path("position").asText("")).filter(text -> !text.isEmpty());
        return new Pulled(items, next, read.path("more").asBoolean());
    }

    /** Whether the bundle asks for each thing that waits by itself. */
    public boolean fetches(String connector, String channel) {
        try (ActiveBundle.Lease lease = active.enter()) {
            return lease.bundle().questions().asking(new QuestionTable.Key(QuestionKind.FETCHES, connector, channel)).isPresent();
        }
    }

    /**
     * Asks for the whole of one thing that waits, where the bundle has a route for that; else it is whole already.
     *
     * @throws HubException as {@link #ask}
     */
    public SourceItem fetch(SourceItem listed) {
        QuestionTable.Key key = new QuestionTable.Key(QuestionKind.FETCHES, listed.connector(), listed.channel());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("key", listed.key());
        body.set("document", listed.contentType().equals(XML)
                ? TextNode.valueOf(new String(listed.body(), StandardCharsets.UTF_8)) : JsonBytes.canonical(listed.body()));
        Instant now = clock.instant();
        Optional<JsonNode> read = ask(key, "", now, body);
        if (read.isPresent() && !read.get().has("document")) {
            throw refusal(read.get());
        }
        return read.map(whole -> item(listed.connector(), listed.channel(), listed.key(), whole, now)).orElse(listed);
    }

    /**
     * Tells the partner what became of one item. Does nothing where the bundle has no route for that.
     *
     * @throws HubException as {@link #ask}; the partner will then give the item once more
     */
    public void confirm(SourceItem item, Taken taken) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("key", item.key());
        if (taken instanceof Taken.Refused refused) {
            body.put("outcome", "refused").set("problem", problems.tree(refused.why()));
        } else {
            body.put("outcome", ((Taken.Recorded) taken).repeated() ? "repeated" : "recorded");
        }
        QuestionTable.Key key = new QuestionTable.Key(QuestionKind.CONFIRMS, item.connector(), item.channel());
        Optional<JsonNode> read = ask(key, "", clock.instant(), body);
        if (read.isPresent() && !read.get().path("outcome").asText().equals("confirmed")) {
            throw refusal(read.get());
        }
    }

    private Optional<JsonNode> ask(QuestionTable.Key key, String position, Instant now, JsonNode body) {
        try (ActiveBundle.Lease lease = active.enter()) {
            Optional<DefaultConsumer> route = lease.bundle().questions().asking(key);
            return route.map(asking -> Question.ask(
                    asking, () -> new Question(key, position, now), body, lease.bundle().tickets()));
        }
    }

    /** Of what the partner says only its code: its words may be about a person. */
    private static HubException refusal(JsonNode read) {
        String code = read.path("code").asText("");
        return switch (read.path("outcome").asText("")) {
            case "retry" -> new HubException(ErrorCode.DESTINATION_UNREACHABLE, code);
            case "refused" -> new HubException(ErrorCode.DESTINATION_REFUSED, code);
            default -> new HubException(ErrorCode.ANSWER_UNREADABLE, code);
        };
    }

    private static SourceItem item(String connector, String channel, String key, JsonNode item, Instant now) {
        JsonNode document = item.path("document");
        if (key.isEmpty() || document.isMissingNode()) {
            throw new HubException(ErrorCode.ANSWER_UNREADABLE, "an item without key or document");
        }
        List<SourceFile> files = new ArrayList<>();
        item.path("files").forEach(file -> files.add(SourceFile.of(file)));
        byte[] body = document.isTextual() ? document.asText().getBytes(StandardCharsets.UTF_8) : JsonBytes.of(document);
        return new SourceItem(connector, channel, "", key, document.isTextual() ? XML : JSON, body, now, files, null);
    }
}
