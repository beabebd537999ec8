package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Something that the hub asks a partner by itself: it belongs to no message, and asking twice does no harm. */
final class Question extends Passage {
    private final QuestionTable.Key about;
    private final String position;
    private final Instant at;
    private final Map<String, String> settings;
    private @Nullable JsonNode answer;
    private @Nullable HubException failure;

    /** @param position where the last answer left off; empty at first, and for what has none */
    Question(QuestionTable.Key about, String position, Instant at) {
        this(about, position, at, Map.of());
    }

    /** @param settings plain ones of the connector that is asked */
    Question(QuestionTable.Key about, String position, Instant at, Map<String, String> settings) {
        super(Trace.accept(null, null));
        this.settings = settings;
        this.about = about;
        this.position = position;
        this.at = at;
    }

    /** Who is asked. */
    String connector() {
        return about.connector();
    }

    QuestionKind kind() {
        return about.kind();
    }

    @Override
    Instant asOf() {
        return at;
    }

    @Override
    JsonNode makeContext() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("recordedAt", Inbound.TIME.format(at.atZone(Inbound.ZONE)));
        context.put("party", "");
        context.put("channel", about.channel());
        context.put("position", position);
        context.putObject("path");
        settings.forEach(context.putObject("settings")::put);
        return context;
    }

    void answer(JsonNode read) {
        answer = read;
    }

    void fail(HubException why) {
        failure = why;
    }

    /**
     * Asks, and once more with a new ticket when the partner takes the old one no longer.
     *
     * @param question made anew for each try
     * @return the answer as its mapping read it
     * @throws HubException of any kind; TICKET_UNAVAILABLE when there is no ticket, or the new one was not taken either
     */
    static JsonNode ask(DefaultConsumer route, Supplier<Question> question, JsonNode body, Tickets tickets) {
        Question first = question.get();
        JsonNode read = first.ask(route, body);
        if (first.expiredTicket().isEmpty()) {
            return read;
        }
        tickets.drop(first.about.connector(), first.expiredTicket().get());
        Question second = question.get();
        read = second.ask(route, body);
        if (second.expiredTicket().isPresent()) {
            throw new HubException(ErrorCode.TICKET_UNAVAILABLE, first.about.connector());
        }
        return read;
    }

    private JsonNode ask(DefaultConsumer route, JsonNode body) {
        Exchange exchange = route.createExchange(false);
        try (LogScope scope = LogScope.open(trace(), String.valueOf(route.getRouteId()))) {
            enter(exchange);
            exchange.getMessage().setBody(body);
            exchange.setVariable("hub.channel", about.channel());
            exchange.setVariable("hub.position", position);
            Passage.through(route, exchange);
            if (failure == null && exchange.getException() != null) {
                failure = Failures.translate(exchange.getException(), exchange.getFromRouteId());
            }
            if (failure != null) {
                throw failure;
            }
            if (answer == null) {
                throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": no answer step");
            }
            return answer;
        } finally {
            route.releaseExchange(exchange, false);
        }
    }
}
