package cn.tongban.hub.broker;

import static cn.tongban.hub.broker.TestBroker.MARKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.vault.MasterKey;
import cn.tongban.hub.vault.Vault;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What the embedded broker keeps on the disk: all of it after a restart, nothing that can be read, and no more than allowed. */
class BrokerStoreIT {
    private static final String PLANTED = "planted-张三丰-110101190001011237";
    private static final int LARGE = 200_000;
    private static final int COUNT = 1_500;

    @TempDir
    Path data;

    @Test
    void nothingOfAMessageCanBeReadInTheFolderAndAllOfItComesBack() throws Exception {
        try (TestBroker broker = TestBroker.start(data)) {
            fill(broker);
            try (Connection party = broker.connect(MARKET)) {
                Session session = party.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(MARKET.in()));
                producer.send(session.createTextMessage(PLANTED + "x".repeat(LARGE)));
                producer.send(session.createTextMessage(PLANTED));
            }
            assertThat(data.resolve("broker/paging")).isDirectoryRecursivelyContaining("glob:**.page");
            assertThat(data.resolve("broker/large")).isDirectoryRecursivelyContaining("glob:**.msg");
            assertThat(filesHolding(PLANTED)).isEmpty();
        }

        assertThat(filesHolding(PLANTED)).isEmpty();

        try (TestBroker broker = TestBroker.start(data);
                Connection party = broker.connect(MARKET);
                Connection hub = broker.broker().connections().createConnection()) {
            hub.start();
            takeAll(party.createSession());
            Session session = hub.createSession();
            MessageConsumer in = session.createConsumer(session.createQueue(MARKET.in()));
            assertThat(in.receive(5_000).getBody(String.class)).hasSize(PLANTED.length() + LARGE);
            assertThat(in.receive(5_000).getBody(String.class)).isEqualTo(PLANTED);
        }
    }

    /** More than the queue may keep in memory, so that pages are written; every hundredth is a large message. */
    private static void fill(TestBroker broker) throws JMSException {
        try (Connection hub = broker.broker().connections().createConnection()) {
            Session session = hub.createSession(true, Session.SESSION_TRANSACTED);
            MessageProducer producer = session.createProducer(session.createQueue(MARKET.out()));
            for (int i = 0; i < COUNT; i++) {
                producer.send(session.createTextMessage(text(i)));
                if (i % 100 == 99) {
                    session.commit();
                }
            }
        }
    }

    private static String text(int i) {
        return i + PLANTED + "案".repeat(i % 100 == 7 ? LARGE : 4_000);
    }

    private static void takeAll(Session session) throws JMSException {
        MessageConsumer out = session.createConsumer(session.createQueue(MARKET.out()));
        for (int i = 0; i < COUNT; i++) {
            Message message = out.receive(10_000);
            assertThat(message).as("message %d", i).isNotNull();
            assertThat(message.getBody(String.class)).isEqualTo(text(i));
        }
    }

    private List<Path> filesHolding(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        byte[] digits = "110101190001011237".getBytes(StandardCharsets.US_ASCII);
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).filter(file -> holds(file, utf8, utf16, digits)).toList();
        }
    }

    private static boolean holds(Path file, byte[]... wanted) {
        try {
            String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return Stream.of(wanted).anyMatch(w -> bytes.contains(new String(w, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anAbsentPartyCostsDiskUpToTheCapAndThenTheHubIsToldNo() throws Exception {
        DataSize cap = DataSize.ofMegabytes(20);
        try (TestBroker broker = TestBroker.start(data, cap, TestBroker.amqp("127.0.0.1", "0", "", ""));
                Connection hub = broker.broker().connections().createConnection()) {
            Session session = hub.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(MARKET.out()));
            Message message = session.createTextMessage("x".repeat(20_000));

            assertThatThrownBy(() -> {
                for (int i = 0; i < 4_000; i++) {
                    producer.send(message);
                }
            }).isInstanceOf(JMSException.class).hasMessageContaining("full");

            assertThat(broker.broker().depths()).anySatisfy(depth -> {
                assertThat(depth.party()).isEqualTo("department.market-bureau");
                assertThat(depth.messages()).isGreaterThan(200);
                assertThat(depth.bytes()).isGreaterThan(cap.toBytes() / 2);
            });
            assertThat(sizeOf(data.resolve("broker/paging"))).isLessThan(2 * cap.toBytes());
            // Only that one: the other party's queue takes what comes.
            session.createProducer(session.createQueue(TestBroker.BUILDING.out())).send(message);
        }
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void theStoreOpensUnderItsOwnMasterKeyOnly() {
        TestBroker.start(data).close();
        Vault other = new Vault(MasterKey.load(data.resolve("other.key")));

        assertThatThrownBy(() -> BrokerKey.of(data.resolve("broker"), other)).isInstanceOf(IllegalStateException.class);
    }
}
