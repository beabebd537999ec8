package cn.tongban.hub.broker;

import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Collection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
    @Bean
    PartyQueues partyQueues(Parties parties, BrokerProperties settings, DataFolder data, Vault vault) {
        return new PartyQueues(parties, accounts -> broker(accounts, settings, data, vault), settings.maxMessage().toBytes());
    }

    private static Broker broker(Collection<PartyAccount> accounts, BrokerProperties settings, DataFolder data,
            Vault vault) {
        if (settings.external()) {
            return new ExternalBroker(settings, accounts);
        }
        Path folder = data.path().resolve("broker");
        return new EmbeddedBroker(folder, BrokerKey.of(folder, vault), accounts, settings);
    }

    @Bean
    BrokerWatch brokerHealthIndicator(PartyQueues queues, BrokerProperties settings, MeterRegistry registry) {
        return new BrokerWatch(queues::broker, settings.alarm(), settings.pageLimit().toBytes(), registry);
    }
}
