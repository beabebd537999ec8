package cn.tongban.hub.broker;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Artemis of the operator's, reached by AMQP like everybody else reaches it, so that CORE need not be open to anybody.
 * Its queues, logins, limits and its disk are the operator's; here is only looked whether the queues are there.
 */
final class ExternalBroker implements Broker {
    private static final Logger log = LoggerFactory.getLogger(ExternalBroker.class);

    private final BrokerProperties settings;
    private volatile Collection<PartyAccount> parties;
    private volatile boolean up;

    ExternalBroker(BrokerProperties settings, Collection<PartyAccount> parties) {
        this.settings = settings;
        this.parties = List.copyOf(parties);
    }

    @Override
    public void start() {
        URI uri = URI.create(settings.url());
        if (!List.of("amqp", "amqps", "failover").contains(String.valueOf(uri.getScheme()))) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "HUB_BROKER_URL is an amqp or amqps address");
        }
        try (Connection connection = connections().createConnection()) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            for (PartyAccount party : parties) {
                session.createConsumer(session.createQueue(party.in())).close();
                session.createProducer(session.createQueue(party.out())).close();
            }
            up = true;
            CoreProbe.look(uri).ifPresent(warning -> log.atWarn().log(warning));
        } catch (InvalidDestinationException e) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "queues of the parties are missing there", e);
        } catch (JMSException e) {
            log.atWarn().addKeyValue("kind", e.getClass().getSimpleName())
                    .log("The external broker does not answer; what is for parties waits");
        }
    }

    /** Its logins are the operator's, so here is only looked whether the queues are there. */
    @Override
    public void follow(Collection<PartyAccount> now) {
        parties = List.copyOf(now);
        start();
    }

    @Override
    public void look() {
        boolean before = up;
        try (Connection connection = connections().createConnection()) {
            connection.start();
            up = true;
        } catch (JMSException e) {
            up = false;
        }
        if (up != before) {
            log.atWarn().log(up ? "The external broker answers again" : "The external broker is away; the hub waits");
        }
    }

    @Override
    public boolean up() {
        return up;
    }

    @Override
    public ConnectionFactory connections() {
        JmsConnectionFactory factory = new JmsConnectionFactory(settings.url());
        factory.setUsername(settings.user());
        factory.setPassword(settings.password());
        factory.setSendTimeout(20_000);
        factory.setRequestTimeout(20_000);
        factory.setConnectTimeout(5_000);
        factory.setForceSyncSend(true);
        return factory;
    }

    @Override
    public List<QueueDepth> depths() {
        return List.of();
    }

    @Override
    public void close() {
        up = false;
    }
}
