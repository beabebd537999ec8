package cn.tongban.hub.broker;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads the queues of some parties. What is taken stays in the broker until {@link #commit}, and comes again after a
 * crash or a {@link #close}. For one thread.
 */
public final class PartyInbox implements AutoCloseable {
    private static final long IDLE_MILLIS = 20;

    private final Connection connection;
    private final Session session;
    private final MessageReader reader;
    private final Map<String, MessageConsumer> consumers = new LinkedHashMap<>();

    private PartyInbox(Connection connection, Session session, MessageReader reader) {
        this.connection = connection;
        this.session = session;
        this.reader = reader;
    }

    static PartyInbox open(ConnectionFactory factory, Collection<PartyAccount> parties, MessageReader reader) {
        try {
            Connection connection = factory.createConnection();
            try {
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                PartyInbox inbox = new PartyInbox(connection, session, reader);
                for (PartyAccount party : parties) {
                    inbox.consumers.put(party.id(), session.createConsumer(session.createQueue(party.in())));
                }
                connection.start();
                return inbox;
            } catch (JMSException e) {
                connection.close();
                throw e;
            }
        } catch (JMSException e) {
            throw lost(e);
        }
    }

    /**
     * Up to so many messages, those of one party in their order; waits for the first one.
     *
     * @return empty when nothing came in that time
     * @throws HubException DESTINATION_UNREACHABLE when the broker is away
     */
    public List<PartyMessage> take(int most, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<PartyMessage> taken = new ArrayList<>();
        try {
            while (true) {
                sweep(taken, most);
                if (!taken.isEmpty() || System.nanoTime() - deadline > 0) {
                    return taken;
                }
                TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
            }
        } catch (JMSException e) {
            throw lost(e);
        }
    }

    /** In turns, so that a party with much to say keeps nobody waiting. */
    private void sweep(List<PartyMessage> taken, int most) throws JMSException {
        boolean more = true;
        while (more && taken.size() < most) {
            more = false;
            for (Map.Entry<String, MessageConsumer> one : consumers.entrySet()) {
                Message message = taken.size() < most ? one.getValue().receiveNoWait() : null;
                if (message != null) {
                    taken.add(reader.read(one.getKey(), message));
                    more = true;
                }
            }
        }
    }

    /** Puts an answer into a queue; it is there when {@link #commit} returned. */
    public void answer(PartyMail mail) {
        try {
            session.createProducer(session.createQueue(mail.address())).send(
                    Senders.message(session, mail), DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 0);
        } catch (JMSException e) {
            throw lost(e);
        }
    }

    /** What was taken leaves the broker. */
    public void commit() {
        try {
            session.commit();
        } catch (JMSException e) {
            throw lost(e);
        }
    }

    private static HubException lost(JMSException e) {
        return new HubException(ErrorCode.DESTINATION_UNREACHABLE, "broker: " + e.getClass().getSimpleName(), e);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            throw lost(e);
        }
    }
}
