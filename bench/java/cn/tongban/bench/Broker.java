package cn.tongban.bench;

import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** An embedded, persistent Artemis with one durable queue, reachable inside this process only. */
final class Broker {
    static final String QUEUE = "party.city-platform.out";

    private Broker() {}

    static ActiveMQConnectionFactory start(Path folder) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true).setSecurityEnabled(false).setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalSyncTransactional(true).setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO(1_000_000)
                .addAcceptorConfiguration("vm", "vm://0")
                .addAddressSetting("#", new AddressSettings().setMaxSizeBytes(512L << 20)
                        .setAutoCreateQueues(false).setAutoCreateAddresses(false))
                .addAddressConfiguration(new CoreAddressConfiguration().setName(QUEUE)
                        .addRoutingType(RoutingType.ANYCAST)
                        .addQueueConfiguration(QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST)
                                .setDurable(true)));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        return new ActiveMQConnectionFactory("vm://0");
    }
}
