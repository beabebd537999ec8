package cn.tongban.hub.broker;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artemis inside the hub: its store in one folder, a door for parties, and another one that only the hub can reach. */
final class EmbeddedBroker implements Broker {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final Path folder;
    private final SecretKey key;
    private volatile Collection<PartyAccount> parties;
    private final BrokerProperties settings;
    private final String password;
    private final PartyLogin login;
    private final int number = SERVERS.incrementAndGet();
    private volatile SealedServer server;
    private volatile boolean started;

    /** @param folder only of this broker, {@code <HUB_DATA>/broker} */
    EmbeddedBroker(Path folder, SecretKey key, Collection<PartyAccount> parties, BrokerProperties settings) {
        this.folder = folder;
        this.key = key;
        this.parties = List.copyOf(parties);
        this.settings = settings;
        this.password = random();
        this.login = new PartyLogin(parties, password);
        this.server = make();
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Digests.hex(bytes);
    }

    private SealedServer make() {
        long most = settings.maxMessage().toBytes();
        SealedConfiguration config = new SealedConfiguration(new FileCipher(key), most);
        config.setName("tongban-hub");
        config.setPersistenceEnabled(true);
        config.setJournalType(JournalType.NIO);
        config.setJournalBufferTimeout_NIO(1_000_000);
        config.setBindingsDirectory(folder.resolve("bindings").toString());
        config.setJournalDirectory(folder.resolve("journal").toString());
        config.setPagingDirectory(folder.resolve("paging").toString());
        config.setLargeMessagesDirectory(folder.resolve("large").toString());
        config.setNodeManagerLockDirectory(folder.toString());
        config.setJMXManagementEnabled(false);
        config.setCriticalAnalyzer(false);
        config.setSecurityEnabled(true);
        // There is no cluster, but Artemis has a user for it, with a password that everybody can read in its manual.
        config.setClusterUser("nobody");
        config.setClusterPassword(random());
        config.addAcceptorConfiguration(new TransportConfiguration(InVMAcceptorFactory.class.getName(), inVm(), "hub"));
        if (!settings.amqp().off()) {
            config.addAcceptorConfiguration(AmqpAcceptor.of(settings.amqp()));
        }
        Limits.set(config, settings.pageLimit().toBytes());
        config.setAddressConfigurations(addresses());
        SealedServer made = new SealedServer(config, login);
        made.registerBrokerPlugin(new MessageGuard(most, settings.pageLimit().toBytes()));
        return made;
    }

    private Map<String, Object> inVm() {
        return Map.of(TransportConstants.SERVER_ID_PROP_NAME, number);
    }

    private List<CoreAddressConfiguration> addresses() {
        List<CoreAddressConfiguration> addresses = new ArrayList<>(List.of(queue(Limits.DEAD)));
        for (PartyAccount party : parties) {
            addresses.add(queue(party.in()));
            addresses.add(queue(party.out()));
        }
        parties.stream().flatMap(party -> party.events().stream()).distinct().sorted().forEach(type -> addresses.add(
                new CoreAddressConfiguration().setName(PartyAccount.event(type)).addRoutingType(RoutingType.MULTICAST)));
        return addresses;
    }

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.ANYCAST).addQueueConfig(
                QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST).setDurable(true));
    }

    @Override
    public synchronized void start() {
        try {
            server = make();
            server.start();
            started = true;
            port().ifPresent(port -> log.atInfo().addKeyValue("port", port).log("Parties connect by AMQP at port {}", port));
        } catch (Exception e) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "the embedded broker does not start", e);
        }
        if (!settings.amqp().off() && port().isEmpty()) {
            close();
            throw new HubException(ErrorCode.BROKER_REFUSED, "HUB_AMQP_PORT " + settings.amqp().port() + " is taken");
        }
    }

    @Override
    public synchronized void close() {
        started = false;
        try {
            server.stop();
        } catch (Exception e) {
            log.atWarn().setCause(e).log("The broker did not stop cleanly; its store is kept as after a kill");
        }
    }

    @Override
    public synchronized void follow(Collection<PartyAccount> now) {
        parties = List.copyOf(now);
        login.follow(now);
        if (!server.isActive()) {
            return;
        }
        try {
            for (CoreAddressConfiguration address : addresses()) {
                server.addOrUpdateAddressInfo(new AddressInfo(SimpleString.of(address.getName()), address.getRoutingTypes()));
                for (QueueConfiguration queue : address.getQueueConfigs()) {
                    server.createQueue(queue, true);
                }
            }
        } catch (Exception e) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "queues of a new party cannot be made", e);
        }
    }

    @Override
    public boolean up() {
        return server.isActive();
    }

    /** Artemis stops itself when its disk fails; with room there again it starts from what is on it. */
    @Override
    public synchronized void look() {
        if (started && !server.isActive()) {
            log.atError().log("The embedded broker is down; it is started again");
            close();
            try {
                start();
            } catch (HubException e) {
                started = true;
                log.atError().setCause(e).log("The embedded broker does not start; what is for parties waits");
            }
        }
    }

    /** Where parties connect; empty when they cannot. */
    synchronized OptionalInt port() {
        return server.getRemotingService().getAcceptor(AmqpAcceptor.NAME) instanceof NettyAcceptor acceptor
                && acceptor.getActualPort() > 0 ? OptionalInt.of(acceptor.getActualPort()) : OptionalInt.empty();
    }

    @Override
    public ConnectionFactory connections() {
        TransportConfiguration inside = new TransportConfiguration(InVMConnectorFactory.class.getName(), inVm());
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(false, inside);
        factory.setUser(PartyLogin.HUB);
        factory.setPassword(password);
        factory.setReconnectAttempts(0);
        factory.setCallTimeout(20_000);
        factory.setCompressLargeMessage(false);
        return factory;
    }

    @Override
    public synchronized List<QueueDepth> depths() {
        List<QueueDepth> depths = new ArrayList<>();
        for (PartyAccount party : parties) {
            String name = party.connector() + "." + party.id();
            depths.add(depth(name, "in", party.in()));
            depths.add(depth(name, "out", party.out()));
        }
        return depths;
    }

    private QueueDepth depth(String party, String kind, String name) {
        Queue queue = server.locateQueue(SimpleString.of(name));
        return queue == null
                ? new QueueDepth(party, kind, 0, 0)
                : new QueueDepth(party, kind, queue.getMessageCount(), queue.getPersistentSize());
    }
}
