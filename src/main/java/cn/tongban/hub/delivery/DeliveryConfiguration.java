package cn.tongban.hub.delivery;

import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.Random;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    DeliveryBook deliveryBook(JdbcTemplate jdbc) {
        return new DeliveryBook(jdbc);
    }

    @Bean
    Recall recall(JdbcTemplate jdbc) {
        return new Recall(jdbc);
    }

    @Bean
    Repairs repairs(JdbcTemplate jdbc, DataKeys keys, Vault vault) {
        return new Repairs(new RepairRepository(jdbc), keys, vault);
    }

    @Bean
    DeliveryEngine deliveryEngine(DeliveryRules rules, Carrier carrier, SettlementHook hook, DeliveryBook book,
            JournalRepository journal, Repairs repairs, JdbcTemplate jdbc, PlatformTransactionManager transactions,
            Steering steering, Clock clock, DeliveryProperties properties, DeliveryMetrics metrics) {
        // A new name at each start: a claim of the process before must not look like one of ours.
        String node = "node-" + UUID.randomUUID().toString().substring(0, 8);
        LaneTurn turn = new LaneTurn(new TransactionTemplate(transactions), new LaneRepository(jdbc),
                new DeliveryRepository(jdbc), book, hook, new Random(), node, metrics);
        Dispatcher dispatcher = new Dispatcher(journal, repairs, carrier, turn::prolong, properties.lease());
        return new DeliveryEngine(rules, properties,
                policy -> new DestinationPump(policy, turn, dispatcher, steering, clock, properties.lease()));
    }

    @Bean
    AfterRestore afterRestore(DataFolder data, DeliveryRules rules, JdbcTemplate jdbc,
            PlatformTransactionManager transactions) {
        return new AfterRestore(data.path(), rules, new RestoreRepository(jdbc),
                new TransactionTemplate(transactions));
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry registry, OpenDeliveries open, DeliveryQueries queries, Clock clock) {
        return new DeliveryMetrics(registry, open, queries, clock);
    }

    @Bean
    Steering steering(JdbcTemplate jdbc, Clock clock) {
        return new Steering(new SteeringRepository(jdbc), clock);
    }

    @Bean
    Destinations destinations(JdbcTemplate jdbc, DeliveryEngine engine, Steering steering, Clock clock) {
        return new Destinations(new DestinationRepository(jdbc), engine, steering, clock);
    }

    @Bean
    DeliveryDesk deliveryDesk(JdbcTemplate jdbc, PlatformTransactionManager transactions, Repairs repairs,
            JournalRepository journal, DeliveryEngine engine, SettlementHook hook, DeliveryBook book) {
        return new DeliveryDesk(new TransactionTemplate(transactions), new LaneRepository(jdbc),
                new DeliveryRepository(jdbc), new DeliveryQueries(jdbc), repairs, journal, engine,
                new DeliveryDesk.Aftermath(hook, book));
    }

    @Bean
    DeliveryQueries deliveryQueries(JdbcTemplate jdbc) {
        return new DeliveryQueries(jdbc);
    }
}
