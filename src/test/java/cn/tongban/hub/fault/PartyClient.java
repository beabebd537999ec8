package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.qpid.jms.JmsConnectionFactory;

/** A department's own program: a Qpid JMS client with its credentials. Takes one message at a time. */
final class PartyClient implements AutoCloseable {
    static final String MARKET = "market-bureau";
    static final String CONSTRUCTION = "construction-bureau";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AT = "2026-03-18T11:00:00+08:00";

    private final String party;
    private final Connection connection;
    private final Session session;

    /** One message with the properties that the contract promises. */
    record Mail(String type, String deliveryId, String regarding, JsonNode body) {}

    PartyClient(int port, String party, String password) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqp://127.0.0.1:" + port);
        factory.setClientID(party);
        factory.setUsername(party);
        factory.setPassword(password);
        factory.setSendTimeout(10_000);
        factory.setRequestTimeout(10_000);
        this.party = party;
        this.connection = factory.createConnection();
        connection.start();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    }

    static PartyClient market(int port) throws JMSException {
        return new PartyClient(port, MARKET, Secrets.MARKET_PASSWORD);
    }

    Session session() {
        return session;
    }

    /** The next message for this party; null when none comes in that time. */
    Mail take(long millis) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("party." + party + ".out"))) {
            return next(consumer, millis);
        }
    }

    static PartyClient construction(int port) throws JMSException {
        return new PartyClient(port, CONSTRUCTION, Secrets.CONSTRUCTION_PASSWORD);
    }

    /** Hears of events of this type, from the first time on. */
    MessageConsumer listen(String event) throws JMSException {
        return session.createDurableConsumer(session.createTopic("event." + event), "all");
    }

    static Mail next(MessageConsumer consumer, long millis) throws JMSException {
        Message message = consumer.receive(millis);
        try {
            return message == null ? null : new Mail(message.getStringProperty("type"),
                    message.getStringProperty("deliveryId"), message.getStringProperty("regarding"),
                    JSON.readTree(message.getBody(String.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A step as the contract has it. */
    static ObjectNode step(String stepId, String caseNo, String status) {
        ObjectNode step = JSON.createObjectNode().put("stepId", stepId).put("caseNo", caseNo).put("status", status);
        step.put("at", AT).put("handler", "测试丙").put("department", "市场监管分局(示例)");
        return status.equals("decided") ? step.put("result", "granted") : step;
    }

    static ObjectNode answer(String caseNo, String takeBackId, String answer) {
        return JSON.createObjectNode().put("takeBackId", takeBackId).put("caseNo", caseNo).put("answer", answer)
                .put("at", AT);
    }

    /** Returns when the broker has it. */
    void put(String type, String key, JsonNode body) throws JMSException {
        TextMessage message = session.createTextMessage(body.toString());
        message.setStringProperty("type", type);
        message.setStringProperty("idempotencyKey", key);
        put(message);
    }

    void put(Message message) throws JMSException {
        session.createProducer(session.createQueue("party." + party + ".in")).send(message);
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
