package cn.tongban.hub.broker;

import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
    /** Empty when there is nobody for whom a broker would be. */
    record TheBroker(Optional<Broker> broker) {}

    @Bean
    TheBroker theBroker(Parties parties, BrokerProperties settings, DataFolder data, Vault vault) {
        Collection<PartyAccount> accounts = parties.accounts();
        if (accounts.isEmpty()) {
            return new TheBroker(Optional.empty());
        }
        if (settings.external()) {
            return new TheBroker(Optional.of(new ExternalBroker(settings, accounts)));
        }
        Path folder = data.path().resolve("broker");
        return new TheBroker(Optional.of(
                new EmbeddedBroker(folder, BrokerKey.of(folder, vault), accounts, settings)));
    }

    @Bean
    PartyQueues partyQueues(Parties parties, TheBroker the, BrokerProperties settings) {
        return new PartyQueues(parties.accounts(), the.broker().orElse(null), settings.maxMessage().toBytes());
    }

    @Bean
    BrokerWatch brokerHealthIndicator(TheBroker the, BrokerProperties settings, MeterRegistry registry) {
        return new BrokerWatch(the.broker(), settings.alarm(), settings.pageLimit().toBytes(), registry);
    }
}
