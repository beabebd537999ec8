package cn.tongban.hub.drift;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Observed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DriftConfiguration {
    @Bean
    DriftRepository driftRepository(JdbcTemplate jdbc) {
        return new DriftRepository(jdbc);
    }

    @Bean
    SightingQueue sightingQueue(MeterRegistry meters) {
        return new SightingQueue(meters);
    }

    /** Also the queue is one, but whoever asks gets what the settings say. */
    @Bean
    @Primary
    Observed observed(SightingQueue queue, DriftProperties properties) {
        return properties.enabled() ? queue : Observed.NOBODY;
    }

    @Bean
    Vocabulary vocabulary(ActiveBundle active) {
        return new Vocabulary(() -> active.digest().isPresent() ? Optional.of(active.bundle().files()) : Optional.empty());
    }

    @Bean
    Drifts drifts(DriftRepository repository, PlatformTransactionManager transactions, Vocabulary vocabulary,
            DriftProperties properties, Clock clock) {
        return new Drifts(repository, new TransactionTemplate(transactions), vocabulary, DriftLimits.of(properties), clock);
    }

    @Bean
    @ConditionalOnProperty(name = "hub.drift.enabled", matchIfMissing = true)
    DriftWorker driftWorker(SightingQueue queue, Vocabulary vocabulary, Drifts drifts, DriftProperties properties) {
        return new DriftWorker(queue, new Learner(vocabulary::of), drifts, properties.merge());
    }

    @Bean
    DriftHousekeeping driftHousekeeping(Drifts drifts, DriftRepository repository, MeterRegistry meters, Clock clock) {
        return new DriftHousekeeping(drifts, repository, meters, clock);
    }
}
