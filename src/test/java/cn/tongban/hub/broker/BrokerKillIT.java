package cn.tongban.hub.broker;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.JavaProcess;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault 13: kill -9 while the broker pages and takes large messages. What it said it took is there, whole, and nothing half
 * written is given to anybody.
 */
@Tag("fault")
class BrokerKillIT {
    private static final int BEFORE_THE_KILL = 400;
    private static final int KILLS = 2;
    private static final int SMALL = 20_000;
    private static final int LARGE = 300_000;

    @TempDir
    private Path data;

    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private int next;

    @Test
    void whatWasTakenIsThereWholeAndNothingElseIsHalf() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            try (JavaProcess broker = broker()) {
                CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
                Thread sender = new Thread(() -> send(port(broker), enough));
                sender.start();
                assertThat(enough.await(120, TimeUnit.SECONDS)).as(broker::output).isTrue();
                broker.sigkill();
                sender.join(30_000);
                assertThat(sender.isAlive()).isFalse();
            }
        }
        assertThat(data.resolve("broker/paging")).isDirectoryRecursivelyContaining("glob:**.page");
        assertThat(data.resolve("broker/large")).isDirectoryRecursivelyContaining("glob:**.msg");
        try (TestBroker broker = TestBroker.start(data)) {
            assertThat(all(broker)).containsAll(taken);
        }
    }

    private JavaProcess broker() {
        JavaProcess broker = JavaProcess.of(BrokerMain.class).args(data).start();
        broker.awaitLine("broker ready", Duration.ofSeconds(60));
        return broker;
    }

    private static int port(JavaProcess broker) {
        String line = broker.awaitLine("broker ready", Duration.ofSeconds(1));
        return Integer.parseInt(line.replaceAll(".*ready (\\d+)\\..*", "$1"));
    }

    private static Connection connect(int port) throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory("amqp://127.0.0.1:" + port);
        factory.setUsername(TestBroker.MARKET.id());
        factory.setPassword(TestBroker.MARKET.password());
        factory.setSendTimeout(10_000);
        factory.setRequestTimeout(10_000);
        return factory.createConnection();
    }

    /** Until the broker is gone. */
    private void send(int port, CountDownLatch enough) {
        try (Connection connection = connect(port)) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue(TestBroker.MARKET.in()));
            while (true) {
                int number = next++;
                producer.send(session.createTextMessage(text(number)));
                taken.add(number);
                enough.countDown();
            }
        } catch (JMSException e) {
            assertThat(e).as("the broker was killed").isNotNull();
        }
    }

    private static String text(int number) {
        int length = number % 20 == 19 ? LARGE : SMALL;
        return number + ":" + "x".repeat(length) + ":" + number;
    }

    /** Everything that is in the queue, each checked from its first to its last sign. */
    private static Set<Integer> all(TestBroker broker) throws JMSException {
        Set<Integer> numbers = new HashSet<>();
        try (Connection hub = broker.broker().connections().createConnection()) {
            hub.start();
            Session session = hub.createSession();
            MessageConsumer in = session.createConsumer(session.createQueue(TestBroker.MARKET.in()));
            for (Message message = in.receive(5_000); message != null; message = in.receive(2_000)) {
                String text = message.getBody(String.class);
                int number = Integer.parseInt(text.substring(0, text.indexOf(':')));
                assertThat(text).isEqualTo(text(number));
                assertThat(numbers.add(number)).as("once: %d", number).isTrue();
            }
        }
        return numbers;
    }
}
