package cn.tongban.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/**
 * What a good integrator writes without the hub: a door, a Camel route that sends to a durable queue through a pool,
 * consumers that take batches in a transaction and post each message. Nothing acknowledged is lost; there is no journal,
 * no verification, no mapping, and a crash between post and commit repeats the batch.
 */
final class PlainCamel {
    private static final int BATCH = 32;

    private PlainCamel() {}

    /** Arguments: folder, receiver's port, pooled connections, consumers, whether each send is a transaction. */
    public static void main(String[] args) throws Exception {
        ConnectionFactory direct = Broker.start(Path.of(args[0]));
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(direct);
        pool.setMaxConnections(Integer.parseInt(args[2]));
        CamelContext camel = camel(pool, Integer.parseInt(args[1]), Boolean.parseBoolean(args[4]));
        ProducerTemplate template = camel.createProducerTemplate();
        for (int i = 0; i < Integer.parseInt(args[3]); i++) {
            new Thread(() -> consume(direct, template), "consumer-" + i).start();
        }
        Door.open(body -> template.sendBody("direct:door", body));
    }

    private static CamelContext camel(ConnectionFactory pool, int receiver, boolean transacted) throws Exception {
        JmsConfiguration configuration = new JmsConfiguration(pool);
        configuration.setDeliveryPersistent(true);
        configuration.setTransacted(transacted);
        configuration.setLazyCreateTransactionManager(false);
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.addComponent("jms", new JmsComponent(configuration));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:door").to("jms:queue:" + Broker.QUEUE + "?jmsMessageType=Bytes");
                from("direct:deliver").setHeader("CamelHttpMethod", constant("POST"))
                        .setHeader("Content-Type", constant("application/json"))
                        .to("http:127.0.0.1:" + receiver + "/city-platform/cases?connectionsPerRoute=64"
                                + "&maxTotalConnections=64&responseTimeout=20000");
            }
        });
        camel.start();
        return camel;
    }

    private static void consume(ConnectionFactory factory, ProducerTemplate template) {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            MessageConsumer consumer = session.createConsumer(session.createQueue(Broker.QUEUE));
            while (true) {
                batch(session, consumer, template);
            }
        } catch (JMSException | InterruptedException e) {
            throw new IllegalStateException("a consumer ended", e);
        }
    }

    private static void batch(Session session, MessageConsumer consumer, ProducerTemplate template)
            throws JMSException, InterruptedException {
        try {
            Message message = consumer.receive(1000);
            for (int i = 0; message != null; i++) {
                template.requestBody("direct:deliver", ((BytesMessage) message).getBody(byte[].class));
                message = i + 1 < BATCH ? consumer.receiveNoWait() : null;
            }
            session.commit();
        } catch (CamelExecutionException e) {
            session.rollback();
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
