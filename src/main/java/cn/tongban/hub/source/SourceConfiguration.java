package cn.tongban.hub.source;

import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.SourceEntry;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {
    /** Long enough for a stop of the garbage collector, short enough for a row to be at its desk the same minute. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    @Bean
    SourceRepository sourceRepository(JdbcTemplate jdbc) {
        return new SourceRepository(jdbc);
    }

    @Bean
    LeadershipRepository leadershipRepository(@Qualifier("sessions") DataSource sessions) {
        return new LeadershipRepository(sessions, "node-" + UUID.randomUUID().toString().substring(0, 8), LEASE);
    }

    @Bean
    WaitingRepository waitingRepository(JdbcTemplate jdbc, Vault vault) {
        return new WaitingRepository(jdbc, vault);
    }

    @Bean
    SourceFactory cdcSources(SourceEntry entry, SourceRepository sources, WaitingRepository waiting, MeterRegistry meters,
            Clock clock) {
        return new TableFactory(SourceKind.POSTGRES_CDC, entry, sources, waiting, meters, clock);
    }

    @Bean
    SourceFactory pollingSources(SourceEntry entry, SourceRepository sources, WaitingRepository waiting,
            MeterRegistry meters, Clock clock) {
        return new TableFactory(SourceKind.JDBC_POLLING, entry, sources, waiting, meters, clock);
    }

    @Bean
    Sources sources(ActiveBundle active, ObjectProvider<SourceFactory> factories, LeadershipRepository leadership,
            SourceRepository repository, Clock clock) {
        return new Sources(active, factories.stream().toList(), leadership, repository, clock);
    }

    @Bean
    SourceHealth sourcesHealthIndicator(Sources sources) {
        return new SourceHealth(sources);
    }

    @Bean
    SourceHousekeeping sourceHousekeeping(Sources sources, SourceRepository repository, WaitingRepository waiting,
            MeterRegistry meters) {
        return new SourceHousekeeping(sources, repository, waiting, meters);
    }
}
