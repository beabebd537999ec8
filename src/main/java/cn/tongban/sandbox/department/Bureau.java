package cn.tongban.sandbox.department;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.fault.Fault;
import cn.tongban.sandbox.fault.FaultRule;
import cn.tongban.sandbox.fault.FaultSwitches;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * One bureau's program: takes a message, does what its script says, and commits both together, so that a kill of it loses
 * nothing and repeats nothing. Connects anew as long as it is wanted.
 */
final class Bureau implements Runnable {
    private static final long AGAIN_MILLIS = 500;
    private static final int RECEIVE_MILLIS = 500;

    private final String party;
    private final String url;
    private final String password;
    private final Book book;
    private final FaultSwitches faults;
    private final Papers papers;
    private volatile boolean wanted;
    private volatile boolean connected;
    private volatile Thread thread = new Thread(this);

    Bureau(String party, String url, String password, Book book, FaultSwitches faults, Papers papers) {
        this.party = party;
        this.url = url;
        this.password = password;
        this.book = book;
        this.faults = faults;
        this.papers = papers;
    }

    String party() {
        return party;
    }

    boolean isConnected() {
        return connected;
    }

    synchronized void up() {
        if (!wanted) {
            wanted = true;
            thread = new Thread(this, "bureau-" + party);
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void down() {
        wanted = false;
        thread.interrupt();
    }

    /** False for the thread of an earlier life: two takers of one queue would lose the order. */
    private boolean isWanted() {
        return wanted && Thread.currentThread() == thread;
    }

    @Override
    public void run() {
        while (isWanted()) {
            try (Connection connection = connect()) {
                connected = true;
                work(connection);
            } catch (JMSException e) {
                // The broker is away or refuses: it may come back.
                connected = false;
            } catch (InterruptedException e) {
                // By down(): it is not wanted any more.
                connected = false;
            }
            connected = false;
            pause();
        }
    }

    private Connection connect() throws JMSException {
        JmsConnectionFactory factory = new JmsConnectionFactory(url);
        factory.setUsername(party);
        factory.setPassword(password);
        factory.setConnectTimeout(3_000);
        factory.setRequestTimeout(10_000);
        factory.setSendTimeout(10_000);
        Connection connection = factory.createConnection();
        connection.start();
        return connection;
    }

    private void work(Connection connection) throws JMSException, InterruptedException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("party." + party + ".out"));
        while (isWanted()) {
            Message message = consumer.receive(RECEIVE_MILLIS);
            if (message != null) {
                take(session, message);
            }
        }
    }

    private void take(Session session, Message message) throws JMSException, InterruptedException {
        Taken taken = Taken.of(party, message);
        FaultRule fault = faults.take(taken.operation(), taken.caseNo()).orElse(null);
        if (fault != null && (fault.fault() == Fault.SLOW || fault.fault() == Fault.SILENT)) {
            TimeUnit.MILLISECONDS.sleep(fault.millis());
        }
        boolean fresh = book.write(taken, fault);
        if (fault != null && !fault.fault().works()) {
            session.rollback();
            return;
        }
        if (fresh) {
            follow(session, taken, book.script());
        }
        session.commit();
    }

    private void follow(Session session, Taken taken, Script script) throws JMSException {
        if (taken.operation().equals("submit")) {
            int number = 0;
            for (String status : script.statuses()) {
                String stepId = taken.key() + "-" + ++number;
                put(session, "text", "step", stepId, papers.step(stepId, taken.caseNo(), status, Json.object()));
            }
        } else if (taken.operation().equals("take-back") && !script.takeBack().isEmpty()) {
            put(session, "text", "take-back", taken.key() + "-answer",
                    papers.answer(taken.caseNo(), taken.body().path("takeBackId").asText(), script.takeBack()));
        }
    }

    private void put(Session session, String form, String type, String key, JsonNode body) throws JMSException {
        boolean twice = faults.take("step-out", body.path("caseNo").asText()).filter(rule -> rule.fault() == Fault.DUPLICATE)
                .isPresent();
        for (int i = 0; i < (twice ? 2 : 1); i++) {
            session.createProducer(session.createQueue("party." + party + ".in"))
                    .send(papers.message(session, form, type, key, body));
        }
        book.sent(party, form, type, key, body, 202, "");
    }

    /**
     * Puts one message on command, on a connection of its own.
     *
     * @return 202 when the broker took it, 403 when it did not, with its words
     */
    Answer putNow(String form, String type, String key, JsonNode body) {
        try (Connection connection = connect()) {
            put(connection.createSession(false, Session.AUTO_ACKNOWLEDGE), form, type, key, body);
            return new Answer(202, "");
        } catch (JMSException e) {
            book.sent(party, form, type, key, body, 403, e.getClass().getSimpleName());
            return new Answer(403, String.valueOf(e.getMessage()));
        }
    }

    /** What the broker said to a message. */
    record Answer(int status, String words) {
        byte[] json() {
            return Json.write(Json.object().put("status", status).put("answer", words));
        }
    }

    /** One message as it came. */
    record Taken(String party, String type, String key, String caseNo, String text) {
        static Taken of(String party, Message message) throws JMSException {
            return new Taken(party, text(message, "type"), text(message, "deliveryId"), text(message, "caseNo"),
                    message.getBody(String.class));
        }

        private static String text(Message message, String name) throws JMSException {
            String value = message.getStringProperty(name);
            return value == null ? "" : value;
        }

        JsonNode body() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        }

        String operation() {
            return switch (type) {
                case "case.submitted" -> "submit";
                case "case.withdrawn" -> "withdraw";
                case "case.take-back-requested" -> "take-back";
                case "material.supplied" -> "material";
                case "problem" -> "problem";
                default -> "other";
            };
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            // By down(), which has said so already.
            connected = false;
        }
    }
}
