package cn.tongban.hub.broker;

import static cn.tongban.hub.broker.TestBroker.BUILDING;
import static cn.tongban.hub.broker.TestBroker.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.HubException;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party with its password may do at the broker, and what is refused; with the client that parties use. */
class BrokerIT {
    @TempDir
    static Path data;

    private static TestBroker broker;

    @BeforeAll
    static void start() {
        broker = TestBroker.start(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @FunctionalInterface
    interface Act {
        void on(Session session) throws JMSException;
    }

    private static void as(PartyAccount party, Act act) throws JMSException {
        try (Connection connection = broker.connect(party)) {
            act.on(connection.createSession());
        }
    }

    private static void refused(PartyAccount party, Act act) {
        assertThatThrownBy(() -> as(party, act)).isInstanceOf(JMSException.class);
    }

    private static void send(Session session, String queue, Message message) throws JMSException {
        session.createProducer(session.createQueue(queue)).send(message);
    }

    private static Message take(Session session, String queue) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            return consumer.receive(5_000);
        }
    }

    @Test
    void aPartyPutsIntoItsInAndTakesFromItsOut() throws Exception {
        try (Connection hub = broker.broker().connections().createConnection()) {
            hub.start();
            Session inside = hub.createSession();
            send(inside, MARKET.out(), inside.createTextMessage("for the bureau"));

            as(MARKET, session -> {
                assertThat(take(session, MARKET.out()).getBody(String.class)).isEqualTo("for the bureau");
                send(session, MARKET.in(), session.createTextMessage("from the bureau"));
                BytesMessage bytes = session.createBytesMessage();
                bytes.writeBytes("字节".getBytes(StandardCharsets.UTF_8));
                send(session, MARKET.in(), bytes);
            });

            assertThat(((TextMessage) take(inside, MARKET.in())).getText()).isEqualTo("from the bureau");
            BytesMessage second = (BytesMessage) take(inside, MARKET.in());
            assertThat(second.getBody(byte[].class)).isEqualTo("字节".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aLargeMessageWithinTheLimitPasses() throws Exception {
        String large = "办".repeat(100_000);
        try (Connection hub = broker.broker().connections().createConnection()) {
            hub.start();
            Session inside = hub.createSession();

            as(BUILDING, session -> send(session, BUILDING.in(), session.createTextMessage(large)));

            assertThat(((TextMessage) take(inside, BUILDING.in())).getText()).isEqualTo(large);
        }
    }

    @Test
    void wrongPasswordsAndStrangersAreRefused() {
        assertThatThrownBy(() -> broker.connect(MARKET.id(), BUILDING.password(), "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> broker.connect(MARKET.id(), "", "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> broker.connect("stranger", "x", "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> broker.connect(PartyLogin.HUB, "x", "")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> broker.connect("ACTIVEMQ.CLUSTER.ADMIN.USER", "CHANGE ME!!", ""))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> broker.connect("nobody", "CHANGE ME!!", "")).isInstanceOf(JMSException.class);
    }

    @Test
    void withoutALoginThereIsNoSession() throws Exception {
        byte[] plainAmqp = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(plainAmqp);
            InputStream answer = socket.getInputStream();

            // The broker names SASL as the only way in, and hangs up.
            assertThat(answer.readNBytes(8)).startsWith('A', 'M', 'Q', 'P', 3);
        }
    }

    @Test
    void theQueuesOfOthersAreRefused() {
        refused(MARKET, session -> send(session, BUILDING.in(), session.createTextMessage("x")));
        refused(MARKET, session -> take(session, BUILDING.out()));
        refused(MARKET, session -> session.createBrowser(session.createQueue(BUILDING.out())).getEnumeration()
                .hasMoreElements());
        refused(MARKET, session -> take(session, MARKET.out() + "::" + BUILDING.out()));
        refused(MARKET, session -> send(session, MARKET.in() + "::" + BUILDING.out(), session.createTextMessage("x")));
    }

    @Test
    void itsOwnQueuesWorkInOneDirectionOnly() {
        refused(MARKET, session -> send(session, MARKET.out(), session.createTextMessage("x")));
        refused(MARKET, session -> take(session, MARKET.in()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"activemq.management", "activemq.notifications", "no.such.queue", "hub.dead",
        "$ACTIVEMQ_ARTEMIS_MIRROR_x", "#", "party.#", "$sys.mqtt.sessions"})
    void whatIsNotForPartiesIsRefused(String address) {
        refused(MARKET, session -> send(session, address, session.createTextMessage("x")));
        refused(MARKET, session -> take(session, address));
    }

    @Test
    void theAnonymousRelayLeadsNowhereElse() {
        refused(MARKET, session -> session.createProducer(null)
                .send(session.createQueue(BUILDING.in()), session.createTextMessage("x")));
    }

    @Test
    void onlyTextAndBytesAreTaken() {
        refused(MARKET, session -> send(session, MARKET.in(), session.createObjectMessage(new ArrayList<>())));
        refused(MARKET, session -> send(session, MARKET.in(), session.createMapMessage()));
        refused(MARKET, session -> send(session, MARKET.in(), session.createStreamMessage()));
    }

    @Test
    void whatCouldBeLostAfterItWasTakenIsRefused() throws Exception {
        as(BUILDING, session -> {
            MessageProducer producer = session.createProducer(session.createQueue(BUILDING.in()));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            // The client does not wait for an answer to such a message.
            producer.send(session.createTextMessage("x"));
        });
        assertThat(broker.broker().depths()).filteredOn(depth -> depth.party().equals("department.construction-bureau"))
                .allSatisfy(depth -> assertThat(depth.messages()).isZero());
        refused(MARKET, session -> {
            MessageProducer producer = session.createProducer(session.createQueue(MARKET.in()));
            producer.setTimeToLive(60_000);
            producer.send(session.createTextMessage("x"));
        });
        refused(MARKET, session -> {
            MessageProducer producer = session.createProducer(session.createQueue(MARKET.in()));
            producer.setDeliveryDelay(60_000);
            producer.send(session.createTextMessage("x"));
        });
    }

    @Test
    void aMessageOverTheLimitIsRefusedWhileItComesIn() {
        String tooLarge = "x".repeat((int) TestBroker.MOST.toBytes() + 1);

        refused(MARKET, session -> send(session, MARKET.in(), session.createTextMessage(tooLarge)));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(data.resolve("broker/large").toFile().list()).isEmpty());
    }

    @Test
    void temporaryQueuesAndNewTopicsAreRefused() {
        refused(MARKET, Session::createTemporaryQueue);
        refused(MARKET, session -> session.createConsumer(session.createTopic("event.new")).receive(100));
    }

    @Test
    void eventsAreHeardByThoseWhoMayAndUnderTheirOwnNameOnly() throws Exception {
        String topic = PartyAccount.event("case.decided");
        try (Connection own = broker.connect(MARKET.id(), MARKET.password(), MARKET.id());
                Connection hub = broker.broker().connections().createConnection()) {
            Session session = own.createSession();
            session.createDurableConsumer(session.createTopic(topic), "all").close();
            Session inside = hub.createSession();
            inside.createProducer(inside.createTopic(topic)).send(inside.createTextMessage("decided"));

            Message heard = session.createDurableConsumer(session.createTopic(topic), "all").receive(5_000);

            assertThat(heard.getBody(String.class)).isEqualTo("decided");
        }
        assertThatThrownBy(() -> {
            try (Connection other = broker.connect(BUILDING.id(), BUILDING.password(), BUILDING.id())) {
                Session session = other.createSession();
                session.createDurableConsumer(session.createTopic(topic), "all");
            }
        }).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> {
            try (Connection forged = broker.connect(MARKET.id(), MARKET.password(), BUILDING.id())) {
                Session session = forged.createSession();
                session.createDurableConsumer(session.createTopic(topic), "all");
            }
        }).isInstanceOf(JMSException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CORE", "OPENWIRE", "STOMP", "MQTT"})
    void otherProtocolsAreNotSpoken(String protocol) throws Exception {
        byte[] hello = switch (protocol) {
            case "CORE" -> "ARTEMIS".getBytes(StandardCharsets.US_ASCII);
            case "OPENWIRE" -> new byte[] {0, 0, 0, 20, 1, 'A', 'c', 't', 'i', 'v', 'e', 'M', 'Q', 0, 0, 0, 1, 0, 0, 0, 0};
            case "STOMP" -> "CONNECT\naccept-version:1.2\nlogin:market-bureau\npasscode:market-password\n\n\0"
                    .getBytes(StandardCharsets.US_ASCII);
            default -> new byte[] {0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 0};
        };
        try (Socket socket = new Socket("127.0.0.1", broker.port())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(hello);

            // Either it hangs up, or it says nothing at all until it does.
            assertThat(answer(socket)).isEqualTo(-1);
        }
    }

    private static int answer(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return -1;
        }
    }

    @Test
    void aCoreClientDoesNotGetIn() {
        try (ActiveMQConnectionFactory core = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.port()
                + "?callTimeout=2000&initialConnectAttempts=1")) {
            assertThatThrownBy(() -> core.createConnection(MARKET.id(), MARKET.password()))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void passwordsDoNotGoOverANetworkInTheClear() {
        assertThatThrownBy(() -> AmqpAcceptor.of(TestBroker.amqp("0.0.0.0", "0", "", "")))
                .isInstanceOf(HubException.class).hasMessageContaining("HUB_AMQP_TLS_KEY_STORE");
    }
}
