package cn.tongban.hub.broker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cn.tongban.hub.broker.BrokerProperties.AmqpProperties;
import cn.tongban.hub.vault.MasterKey;
import cn.tongban.hub.vault.Vault;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** An embedded broker with two parties, and their Qpid clients. */
final class TestBroker implements AutoCloseable {
    static final PartyAccount MARKET =
            new PartyAccount("department", "market-bureau", "market-password", Set.of("case.decided"));
    static final PartyAccount BUILDING =
            new PartyAccount("department", "construction-bureau", "building-password", Set.of());
    static final DataSize MOST = DataSize.ofKilobytes(512);

    static {
        // What a refused client makes the broker and the client say fills a screen each.
        for (String name : List.of("org.apache.activemq.audit", "org.apache.qpid.jms")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
        }
        for (String name : List.of("org.apache.activemq", "io.netty")) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.WARN);
        }
    }

    private final EmbeddedBroker broker;
    private final boolean tls;

    private TestBroker(EmbeddedBroker broker, boolean tls) {
        this.broker = broker;
        this.tls = tls;
    }

    static TestBroker start(Path data) {
        return start(data, DataSize.ofGigabytes(1), amqp("127.0.0.1", "0", "", ""));
    }

    static TestBroker start(Path data, DataSize pageLimit, AmqpProperties amqp) {
        Vault vault = new Vault(MasterKey.load(data.resolve("master.key")));
        Path folder = data.resolve("broker");
        EmbeddedBroker broker = new EmbeddedBroker(folder, BrokerKey.of(folder, vault), List.of(MARKET, BUILDING),
                new BrokerProperties("", "", "", MOST, pageLimit, 1000, amqp));
        broker.start();
        return new TestBroker(broker, amqp.tls());
    }

    static AmqpProperties amqp(String address, String port, String keyStore, String password) {
        return new AmqpProperties(address, port, keyStore, password, "");
    }

    EmbeddedBroker broker() {
        return broker;
    }

    int port() {
        return broker.port().orElseThrow();
    }

    Connection connect(PartyAccount party) throws JMSException {
        return connect(party.id(), party.password(), "");
    }

    /** @param clientId of durable subscriptions, empty for none */
    Connection connect(String user, String password, String clientId) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory(address());
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setSendTimeout(5_000);
        factory.setRequestTimeout(5_000);
        if (!clientId.isEmpty()) {
            factory.setClientID(clientId);
        }
        Connection connection = factory.createConnection();
        try {
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    String address() {
        return (tls ? "amqps" : "amqp") + "://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        broker.close();
    }
}
