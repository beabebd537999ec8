package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.support.DefaultConsumer;

/**
 * Asks partners what people want to know, and gives them orders that are no deliveries, over the active bundle's routes from
 * {@code hub:asks}. What is asked keeps the contract {@code canonical/ask.<question>}, the same for all who can be asked it.
 * Nothing of it is kept. For any thread; a swap of bundles waits for the question that is under way.
 */
public final class PartnerAsks {
    private final ActiveBundle active;
    private final Predicate<String> open;
    private final AskLimit limit;
    private final Clock clock;

    /**
     * @param open whether a connector may be asked now: not outside of its hours, in maintenance or paused
     * @param perMinute questions to one connector on this node
     */
    PartnerAsks(ActiveBundle active, Predicate<String> open, int perMinute, Clock clock) {
        this.active = active;
        this.open = open;
        this.limit = new AskLimit(perMinute, clock);
        this.clock = clock;
    }

    /**
     * Names of what the connector can be asked, sorted.
     *
     * @throws HubException CONNECTOR_UNKNOWN
     */
    public Set<String> questions(String connector) {
        try (ActiveBundle.Lease lease = active.enter()) {
            ConnectorDescriptor known = lease.bundle().bundle().connectors().get(connector);
            Set<String> names = new TreeSet<>();
            lease.bundle().questions().each((key, route) -> {
                if (key.kind() == QuestionKind.ASKS && key.connector().equals(known.id())) {
                    names.add(key.channel());
                }
            });
            return names;
        }
    }

    /**
     * Asks once, on the calling thread.
     *
     * @throws HubException CONNECTOR_UNKNOWN; NOT_FOUND: it has no such question; NOT_POSSIBLE_NOW: it is paused or closed;
     *     OVERLOADED: asked too often; of kind REJECT or DEFECT: the document does not fit, nothing was sent, or the answer
     *     could not be read
     */
    public Answered ask(String connector, String question, JsonNode document) {
        QuestionTable.Key key = new QuestionTable.Key(QuestionKind.ASKS, connector, question);
        try (ActiveBundle.Lease lease = active.enter()) {
            lease.bundle().bundle().connectors().get(connector);
            DefaultConsumer route = lease.bundle().questions().asking(key)
                    .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, connector + "/" + question));
            if (!open.test(connector)) {
                throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, connector);
            }
            Bundle bundle = lease.bundle().bundle();
            Instant now = clock.instant();
            check(bundle, question, document, now);
            limit.take(connector);
            return answered(Question.ask(route, () -> new Question(key, "", now, bundle.settings().of(connector)),
                    document, lease.bundle().tickets()));
        } catch (HubException e) {
            if (isUnreachable(e)) {
                return new Answered(Answered.Outcome.UNREACHABLE, e.code().code(), "", null);
            }
            throw e;
        }
    }

    private static void check(Bundle bundle, String question, JsonNode document, Instant now) {
        String contract = "canonical/ask." + question;
        ContractLibrary.Verdict verdict =
                bundle.contracts().validate(contract, document, now.atZone(Inbound.ZONE).toLocalDate());
        if (!verdict.isValid()) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, contract, verdict.errors());
        }
    }

    private static boolean isUnreachable(HubException e) {
        return e.code() == ErrorCode.DESTINATION_UNREACHABLE || e.code() == ErrorCode.TICKET_UNAVAILABLE
                || e.code().kind() == ErrorKind.DOUBT;
    }

    private static Answered answered(JsonNode read) {
        String code = read.path("code").asText("");
        String reason = read.path("reason").asText("");
        return switch (read.path("outcome").asText()) {
            case "answered" -> new Answered(Answered.Outcome.ANSWERED, code, reason, read.path("document"));
            case "refused" -> new Answered(Answered.Outcome.REFUSED, code, reason, null);
            case "unsure" -> new Answered(Answered.Outcome.UNREACHABLE, code, reason, null);
            default -> throw new HubException(ErrorCode.MAPPING_FAILED, "the answer's mapping names no outcome");
        };
    }
}
