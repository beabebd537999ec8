package cn.tongban.hub.database;

import cn.tongban.hub.support.DataFolder;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Order of the start: the server, the guard, the migrations, then whatever asks for a connection. Spring destroys in
 * the opposite order, so the server stops after everything that uses it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final Duration SESSION_ANSWER = Duration.ofSeconds(10);

    @Bean
    DatabaseAddress databaseAddress(DatabaseProperties properties, DataFolder data) {
        if (!properties.isEmbedded()) {
            return ExternalPostgres.open(data.path(), properties);
        }
        EmbeddedSettings settings = EmbeddedSettings.at(data.path())
                .withPort(properties.port())
                .withStartWait(properties.startWait());
        return EmbeddedPostgres.start(
                properties.binaries().isEmpty() ? settings : settings.withBinaries(Path.of(properties.binaries())));
    }

    /** For migrations, which may hold a statement longer than a caller would wait. */
    @Bean
    @FlywayDataSource
    DataSource migrationDataSource(DatabaseAddress address, DatabaseProperties properties) {
        DirectDataSource direct = new DirectDataSource(address, Duration.ZERO);
        FirstContact.await(direct, properties);
        return direct;
    }

    @Bean
    @Primary
    HikariDataSource dataSource(
            DatabaseAddress address, DatabaseProperties properties, @FlywayDataSource DataSource guarded) {
        return Databases.pool(new DirectDataSource(address, properties.socketTimeout()), properties.pool(), "UTC");
    }

    /**
     * Connections that are held for long and must each be a session of their own, such as the one that makes this node
     * the reader of a source. The pool's are for short work.
     */
    @Bean(defaultCandidate = false)
    @Qualifier("sessions")
    DataSource sessions(DatabaseAddress address, @FlywayDataSource DataSource guarded) {
        return new DirectDataSource(address, SESSION_ANSWER);
    }
}
