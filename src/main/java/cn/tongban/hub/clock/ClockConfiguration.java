package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseTasks;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.flow.ActiveBundle;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {
    // Ids are given before the commit and by the clocks of several nodes; a recording is given up after five seconds.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    @Bean
    ClockRepository clockRepository(JdbcTemplate jdbc) {
        return new ClockRepository(jdbc);
    }

    @Bean
    Clocks clocks(CaseQueries cases, ClockRepository repository, ActiveBundle active, Clock clock) {
        return new Clocks(cases, repository, active, clock);
    }

    @Bean
    ReportWatch reportWatch(ActiveBundle active, OpenDeliveries open, CaseTasks tasks, MeterRegistry meters, Clock clock) {
        return new ReportWatch(active, open, tasks, meters, clock);
    }

    @Bean
    ClockKeeper clockKeeper(ClockRepository repository, CaseQueries cases, Clocks clocks,
            PlatformTransactionManager transactions, Clock clock) {
        return new ClockKeeper(repository, cases, clocks, new TransactionTemplate(transactions), clock, SETTLED);
    }
}
