package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.TicketSettings;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tickets of one bundle's partners, each asked for over the bundle's route {@code hub:tickets/<connector>}. */
final class HeldTickets implements Tickets {
    private static final int LONGEST_TICKET = 4000;

    private final QuestionTable questions;
    private final Clock clock;
    private final Map<String, TicketHolder> holders = new TreeMap<>();

    HeldTickets(ConnectorCatalogue connectors, QuestionTable questions, Clock clock) {
        this.questions = questions;
        this.clock = clock;
        for (ConnectorDescriptor connector : connectors.all()) {
            connector.deliver().flatMap(DeliverySettings::ticket).ifPresent(settings -> holders.put(connector.id(),
                    new TicketHolder(connector.id(), settings.renew(), () -> ask(connector.id(), settings), System::nanoTime,
                            clock)));
        }
    }

    @Override
    public String get(String connector) {
        return holder(connector).get();
    }

    @Override
    public void drop(String connector, String ticket) {
        holder(connector).drop(ticket);
    }

    @Override
    public List<Trouble> troubles() {
        return holders.values().stream().map(TicketHolder::trouble).flatMap(Optional::stream).toList();
    }

    private TicketHolder holder(String connector) {
        TicketHolder holder = holders.get(connector);
        if (holder == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, connector + " has no deliver.ticket");
        }
        return holder;
    }

    private TicketHolder.Issued ask(String connector, TicketSettings settings) {
        QuestionTable.Key key = new QuestionTable.Key(QuestionKind.TICKETS, connector, "");
        JsonNode read = Question.ask(
                questions.asking(key).orElseThrow(() -> new HubException(ErrorCode.NO_ROUTE, key.toString())),
                () -> new Question(key, "", clock.instant()), JsonNodeFactory.instance.objectNode(), this);
        String ticket = read.path("ticket").asText();
        if (ticket.isBlank() || ticket.length() > LONGEST_TICKET) {
            throw new HubException(ErrorCode.DESTINATION_REFUSED, "no ticket: " + read.path("code").asText("none"));
        }
        long seconds = read.path("expiresInSeconds").asLong(0);
        return new TicketHolder.Issued(ticket, seconds > 0 ? Duration.ofSeconds(seconds) : settings.life());
    }
}
