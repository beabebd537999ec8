package cn.tongban.hub.tolerance;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.promise.PromiseBook;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ToleranceConfiguration {
    @Bean
    TurnRepository turnRepository(JdbcTemplate jdbc) {
        return new TurnRepository(jdbc);
    }

    @Bean
    PromiseKeeper promiseKeeper(PromiseBook book, CaseQueries cases, Recorder recorder, TurnRepository turns,
            PlatformTransactionManager transactions, ActiveBundle active, ToleranceProperties properties, Clock clock) {
        PromiseKeeper.Turn turn = new PromiseKeeper.Turn(turns, new TransactionTemplate(transactions));
        return new PromiseKeeper(book, cases, recorder, turn, active,
                new Reminding(properties.remindBefore(), clock));
    }

    @Bean
    PromiseDesk promiseDesk(PromiseBook book, CaseQueries cases, Recorder recorder, ActiveBundle active, Clock clock) {
        return new PromiseDesk(book, cases, recorder, active, clock);
    }
}
