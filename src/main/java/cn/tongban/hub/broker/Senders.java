package cn.tongban.hub.broker;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the hub's documents into queues and topics. Returns when the broker has it on its disk. Sends once: what cannot be
 * told apart is a doubt, and the delivery's lane settles it.
 */
final class Senders implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Senders.class);
    /** Artemis drops what comes again under the same id, as long as it remembers it. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final ConnectionFactory factory;
    private final Deque<Sender> idle = new ConcurrentLinkedDeque<>();

    Senders(ConnectionFactory factory) {
        this.factory = factory;
    }

    private record Sender(Connection connection, Session session, MessageProducer producer) {}

    /**
     * @throws HubException DESTINATION_UNREACHABLE: the broker provably has not taken it; ANSWER_LOST: nobody can say
     */
    void put(PartyMail mail) {
        Sender sender = sender();
        try {
            sender.producer().send(
                    mail.topic() ? sender.session().createTopic(mail.address())
                            : sender.session().createQueue(mail.address()),
                    message(sender.session(), mail), DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, 0);
            idle.push(sender);
        } catch (JMSException e) {
            discard(sender);
            throw refused(e)
                    ? new HubException(ErrorCode.DESTINATION_UNREACHABLE, "the broker refuses it: " + reason(e), e)
                    : new HubException(ErrorCode.ANSWER_LOST, reason(e), e);
        }
    }

    private Sender sender() {
        Sender known = idle.poll();
        if (known != null) {
            return known;
        }
        @Nullable Connection connection = null;
        try {
            connection = factory.createConnection();
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            return new Sender(connection, session, session.createProducer(null));
        } catch (JMSException e) {
            close(connection);
            throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "broker: " + reason(e), e);
        }
    }

    static TextMessage message(Session session, PartyMail mail) throws JMSException {
        TextMessage message = session.createTextMessage(mail.text());
        message.setStringProperty(DUPLICATE_ID, mail.id());
        message.setStringProperty("deliveryId", mail.id());
        message.setStringProperty("type", mail.type());
        message.setStringProperty("contentType", mail.contentType());
        if (!mail.regarding().isEmpty()) {
            message.setStringProperty("regarding", mail.regarding());
        }
        if (!mail.caseNo().isEmpty()) {
            message.setStringProperty("caseNo", mail.caseNo());
        }
        return message;
    }

    /** The broker itself said no, so nothing of it is there. */
    private static boolean refused(JMSException e) {
        return e instanceof ResourceAllocationException || e instanceof JMSSecurityException
                || e instanceof InvalidDestinationException || e.getCause() instanceof ActiveMQAddressFullException;
    }

    /** The kind of failure only: texts of the broker can name users and addresses of machines. */
    private static String reason(JMSException e) {
        return e.getCause() instanceof ActiveMQAddressFullException ? "queue full" : e.getClass().getSimpleName();
    }

    private void discard(Sender sender) {
        close(sender.connection());
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (JMSException e) {
                log.atDebug().setCause(e).log("A lost connection need not be closed");
            }
        }
    }

    @Override
    public void close() {
        for (Sender sender = idle.poll(); sender != null; sender = idle.poll()) {
            discard(sender);
        }
    }
}
