package cn.tongban.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A prototype of two ways from a recorded delivery to its destination, with everything else equal: claimed lanes that
 * post from memory, or a relay that moves deliveries into one durable Artemis queue whose consumers post them. Both
 * record in group commits and write receipts in group commits. Nothing else of the hub is here.
 */
final class DoubleHop {
    private static final int GROUP = 64;
    private final BlockingQueue<Taken> taken = new ArrayBlockingQueue<>(10_000);
    private final BlockingQueue<HopStore.Claimed> work = new ArrayBlockingQueue<>(256);
    private final BlockingQueue<HopStore.Claimed> done = new ArrayBlockingQueue<>(10_000);
    private final String url;
    private final int receiver;

    private record Taken(byte[] body, CompletableFuture<Void> recorded) {}

    /** One turn of an endless thread. */
    private interface Turn {
        void run() throws Exception;
    }

    /** Makes the state of a thread and gives its turn. */
    private interface Loop {
        Turn open() throws Exception;
    }

    private DoubleHop(String url, int receiver) {
        this.url = url;
        this.receiver = receiver;
    }

    /** Arguments: "lanes" or "broker", JDBC URL, receiver's port, senders, folder of the broker. */
    public static void main(String[] args) throws Exception {
        DoubleHop hop = new DoubleHop(args[1], Integer.parseInt(args[2]));
        boolean lanes = args[0].equals("lanes");
        HopStore.create(args[1]);
        hop.start(2, () -> hop.recorder(lanes));
        int senders = Integer.parseInt(args[3]);
        if (lanes) {
            hop.start(1, hop::claimer);
            hop.start(senders, hop::sender);
            hop.start(1, hop::settler);
        } else {
            ConnectionFactory factory = Broker.start(Path.of(args[4]));
            hop.start(1, () -> hop.relay(factory));
            hop.start(senders, () -> hop.consumer(factory));
        }
        Door.open(hop::take);
    }

    private void take(byte[] body) throws Exception {
        CompletableFuture<Void> recorded = new CompletableFuture<>();
        taken.put(new Taken(body, recorded));
        recorded.get(30, TimeUnit.SECONDS);
    }

    private Turn recorder(boolean lanes) throws Exception {
        HopStore store = new HopStore(url, lanes);
        return () -> {
            List<Taken> group = group(taken);
            List<UUID> ids = new ArrayList<>();
            List<String> keys = new ArrayList<>();
            for (Taken one : group) {
                ids.add(new UUID(System.currentTimeMillis() << 16, ThreadLocalRandom.current().nextLong()));
                keys.add(new String(one.body, 14, 43, StandardCharsets.US_ASCII));
            }
            store.record(ids, keys, group.stream().map(Taken::body).toList());
            group.forEach(one -> one.recorded.complete(null));
        };
    }

    private Turn claimer() throws Exception {
        HopStore store = new HopStore(url, true);
        return () -> {
            List<HopStore.Claimed> claimed = store.claim(GROUP, false);
            for (HopStore.Claimed one : claimed) {
                work.put(one);
            }
            pauseWhenEmpty(claimed);
        };
    }

    private Turn sender() throws Exception {
        Wire wire = new Wire(receiver, true);
        return () -> {
            HopStore.Claimed one = work.take();
            post(wire, one.id(), one.body());
            done.put(one);
        };
    }

    private Turn settler() throws Exception {
        HopStore store = new HopStore(url, true);
        return () -> settle(store, group(done));
    }

    private Turn relay(ConnectionFactory factory) throws Exception {
        HopStore store = new HopStore(url, false);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(Broker.QUEUE));
        return () -> {
            List<HopStore.Claimed> claimed = store.claim(256, true);
            for (HopStore.Claimed one : claimed) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(one.body());
                message.setStringProperty("JMSXGroupID", one.key());
                message.setStringProperty("deliveryId", one.id().toString());
                producer.send(message);
            }
            session.commit();
            store.commit();
            pauseWhenEmpty(claimed);
        };
    }

    private Turn consumer(ConnectionFactory factory) throws Exception {
        HopStore store = new HopStore(url, false);
        Wire wire = new Wire(receiver, true);
        Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.QUEUE));
        connection.start();
        return () -> {
            List<HopStore.Claimed> posted = new ArrayList<>();
            Message message = consumer.receive(1000);
            while (message != null) {
                HopStore.Claimed one = new HopStore.Claimed(UUID.fromString(message.getStringProperty("deliveryId")),
                        message.getStringProperty("JMSXGroupID"), ((BytesMessage) message).getBody(byte[].class));
                post(wire, one.id(), one.body());
                posted.add(one);
                message = posted.size() < 32 ? consumer.receiveNoWait() : null;
            }
            if (!posted.isEmpty()) {
                settle(store, posted);
                session.commit();
            }
        };
    }

    private void settle(HopStore store, List<HopStore.Claimed> done) throws Exception {
        store.receipts(done.stream().map(HopStore.Claimed::id).toList(),
                done.stream().map(HopStore.Claimed::key).toList());
    }

    private void post(Wire wire, UUID id, byte[] body) throws Exception {
        byte[] head = ("POST /city-platform/cases HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: " + id + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        wire.send(request);
        boolean complete = wire.receive();
        while (!complete) {
            complete = wire.receive();
        }
        if (wire.status() != 200) {
            throw new IllegalStateException("the receiver answered " + wire.status());
        }
    }

    private static <T> List<T> group(BlockingQueue<T> queue) throws InterruptedException {
        List<T> group = new ArrayList<>();
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        return group;
    }

    private static void pauseWhenEmpty(List<?> claimed) throws InterruptedException {
        if (claimed.size() < GROUP / 2) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void start(int threads, Loop loop) {
        for (int i = 0; i < threads; i++) {
            new Thread(() -> endless(loop)).start();
        }
    }

    private static void endless(Loop loop) {
        try {
            Turn turn = loop.open();
            while (true) {
                turn.run();
            }
        } catch (Exception e) {
            // A prototype: better no figure than a wrong one.
            e.printStackTrace();
            System.exit(1);
        }
    }
}
