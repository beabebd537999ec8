package cn.tongban.hub.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** An Artemis of the operator's, as a process of its own: the server of the distribution, configured as operations.md says. */
final class ArtemisMain {
    static final String USER = "hub";
    static final String PASSWORD = "hub-password-at-the-external-broker";
    private static final List<String> PARTIES = List.of(PartyClient.MARKET, PartyClient.CONSTRUCTION);

    private ArtemisMain() {}

    /** @param args folder, port */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        ConfigurationImpl config = new ConfigurationImpl();
        config.setJournalType(JournalType.NIO);
        config.setBindingsDirectory(folder.resolve("bindings").toString());
        config.setJournalDirectory(folder.resolve("journal").toString());
        config.setPagingDirectory(folder.resolve("paging").toString());
        config.setLargeMessagesDirectory(folder.resolve("large").toString());
        config.setJMXManagementEnabled(false);
        config.setSecurityEnabled(true);
        config.addAcceptorConfiguration(new TransportConfiguration(NettyAcceptorFactory.class.getName(),
                java.util.Map.of("host", "127.0.0.1", "port", args[1], "protocols", "AMQP"), "amqp"));
        config.putSecurityRoles("#", Set.of(role("hub")));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(USER, PASSWORD);
        users.addRole(USER, "hub");
        for (String party : PARTIES) {
            users.addUser(party, party.equals(PartyClient.MARKET) ? Secrets.MARKET_PASSWORD : Secrets.CONSTRUCTION_PASSWORD);
            users.addRole(party, party);
            queue(config, "party." + party + ".in", party);
            queue(config, "party." + party + ".out", party);
        }
        for (String topic : List.of("event.case.decided", "event.case.closed")) {
            config.addAddressConfiguration(
                    new CoreAddressConfiguration().setName(topic).addRoutingType(RoutingType.MULTICAST));
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(config);
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
        System.out.println("broker ready");
        new CountDownLatch(1).await();
    }

    private static Role role(String name) {
        return new Role(name, true, true, false, false, false, false, false, true, false, false);
    }

    private static void queue(ConfigurationImpl config, String name, String party) {
        config.putSecurityRoles(name, Set.of(role("hub"), role(party)));
        config.addAddressConfiguration(new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(name).setAddress(name).setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)));
    }
}
