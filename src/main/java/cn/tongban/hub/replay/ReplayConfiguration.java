package cn.tongban.hub.replay;

import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.vault.Vault;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {
    @Bean
    TimeMachine timeMachine(JournalRepository journal, DeliveryQueries deliveries, Repairs repairs,
            RefusalRepository refusals, CaseRecords records, ActiveBundle active, Clock clock) {
        return new TimeMachine(new JournalTraffic.Books(journal, deliveries, repairs, refusals), records, active, clock);
    }

    @Bean(destroyMethod = "close")
    Replays replays(TimeMachine machine, Clock clock) {
        return new Replays(machine, clock);
    }

    @Bean
    ExampleMaker exampleMaker(JournalRepository journal, ActiveBundle active, Vault vault) {
        return new ExampleMaker(journal, active, vault);
    }
}
