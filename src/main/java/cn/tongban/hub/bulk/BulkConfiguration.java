package cn.tongban.hub.bulk;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.vault.Vault;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class BulkConfiguration {
    @Bean
    BulkTasks bulkTasks(JdbcClient jdbc, Vault vault, DeliveryDesk desk, Clock clock) {
        return new BulkTasks(new BulkRepository(jdbc), new SealedPatches(vault), desk, clock);
    }

    @Bean
    BulkRun bulkRun(DeliveryQueries queries, DeliveryDesk desk) {
        return new BulkRun(queries, desk);
    }

    @Bean
    BulkWorker bulkWorker(JdbcClient jdbc, BulkTasks tasks, BulkRun run, Mender mender, TransactionOperations transactions) {
        return new BulkWorker(new BulkRepository(jdbc), tasks, run, mender, transactions);
    }
}
