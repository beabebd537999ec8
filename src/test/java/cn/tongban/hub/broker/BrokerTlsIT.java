package cn.tongban.hub.broker;

import static cn.tongban.hub.broker.TestBroker.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.Certs;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Parties over TLS, on an address that others can reach. */
class BrokerTlsIT {
    @TempDir
    Path data;

    private TestBroker start(Path keyStore) {
        return TestBroker.start(data, DataSize.ofMegabytes(64),
                TestBroker.amqp("0.0.0.0", "0", keyStore.toString(), Certs.PASSWORD));
    }

    private static SSLContext trusting(Path keyStore) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, Certs.PASSWORD.toCharArray());
        }
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("broker", keys.getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Connection connect(TestBroker broker, SSLContext trust, String password) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqps://localhost:" + broker.port());
        factory.setSslContext(trust);
        factory.setUsername(MARKET.id());
        factory.setPassword(password);
        factory.setSendTimeout(5_000);
        Connection connection = factory.createConnection();
        try {
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Test
    void aPartyLogsInWithItsPasswordOverTlsAndOnlyOverTls() throws Exception {
        Certs certs = Certs.make(data, "broker", 30);

        try (TestBroker broker = start(certs.store())) {
            SSLContext trust = trusting(certs.store());
            try (Connection party = connect(broker, trust, MARKET.password())) {
                Session session = party.createSession();
                session.createProducer(session.createQueue(MARKET.in())).send(session.createTextMessage("x"));
            }
            assertThat(broker.broker().depths()).anySatisfy(depth -> assertThat(depth.messages()).isEqualTo(1));
            assertThatThrownBy(() -> connect(broker, trust, "wrong")).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> {
                JmsConnectionFactory plain = new JmsConnectionFactory(
                        "amqp://localhost:" + broker.port() + "?jms.connectTimeout=3000&amqp.saslLayer=true");
                plain.setUsername(MARKET.id());
                plain.setPassword(MARKET.password());
                try (Connection party = plain.createConnection()) {
                    party.start();
                }
            }).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void aRenewedCertificateCountsWithoutARestart() throws Exception {
        Certs old = Certs.make(data, "old", 1);
        Certs renewed = Certs.make(data, "renewed", 30);
        Path used = Files.copy(old.store(), data.resolve("used.p12"));

        try (TestBroker broker = start(used);
                Connection before = connect(broker, trusting(old.store()), MARKET.password())) {
            Files.copy(renewed.store(), used, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(500)).ignoreExceptions()
                    .untilAsserted(() -> connect(broker, trusting(renewed.store()), MARKET.password()).close());

            // Who was connected stays so, and loses nothing.
            Session session = before.createSession();
            session.createProducer(session.createQueue(MARKET.in())).send(session.createTextMessage("x"));
        }
    }
}
