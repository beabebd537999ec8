package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyAccount;
import cn.tongban.hub.broker.PartyMail;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/**
 * One document into a party's queue or an event's topic. What travels beside the body are the names of
 * {@link PartyMail} and nothing of the route. The answer is the hub's own: the broker keeps it, under this id.
 */
final class PartyCall implements Verb {
    private static final int ACCEPTED = 202;

    private final PartyPost post;
    private final Way way;

    /** Into the queue of the delivery's party, or to whoever hears of this type. */
    enum Way {
        OUT,
        EVENT
    }

    PartyCall(PartyPost post, Way way) {
        this.post = post;
        this.way = way;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        Attempt attempt = outbound.attempt();
        byte[] body = JsonBytes.body(exchange);
        PartyMail mail = new PartyMail(address(attempt), way == Way.EVENT, attempt.deliveryId().toString(),
                attempt.type(), attempt.caseNo(), DoorAnswer.JSON, body, "");
        try {
            post.put(mail);
            outbound.left(new OutBody.Bytes(body));
        } catch (HubException e) {
            if (e.code().kind() == ErrorKind.DOUBT) {
                outbound.left(new OutBody.Bytes(body));
            }
            throw e;
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("deliveryId", mail.id());
        answer.put("kept", mail.address());
        OutHeaders.answer(exchange.getMessage(), new OutAnswer(ACCEPTED, DoorAnswer.JSON, null, null, JsonBytes.of(answer)));
    }

    private String address(Attempt attempt) {
        if (way == Way.EVENT) {
            return PartyAccount.event(attempt.type());
        }
        String party = Destination.of(attempt.destination()).party();
        if (party.isEmpty() || party.equals(Destination.EVENTS)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, attempt.destination() + " is no party");
        }
        return PartyAccount.out(party);
    }
}
