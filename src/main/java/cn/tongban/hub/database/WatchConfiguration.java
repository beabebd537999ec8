package cn.tongban.hub.database;

import cn.tongban.hub.support.DataFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps an eye on database and disk; both show in the readiness answer as {@code database} and {@code storage}. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Bean
    DatabaseMonitor databaseHealthIndicator(
            DatabaseAddress address, DatabaseProperties properties, @FlywayDataSource DataSource guarded) {
        return new DatabaseMonitor(new DirectDataSource(address, ANSWER), address, properties.allowUnsafe());
    }

    @Bean
    DiskSpace storageHealthIndicator(DatabaseAddress locked, DataFolder data, StorageProperties properties) {
        return new DiskSpace(data.path(), properties.lowWater());
    }

    @Bean
    Watch watch(DatabaseMonitor database, DiskSpace storage) {
        return new Watch(database, storage);
    }

    @Bean
    MeterBinder watchMeters(DatabaseMonitor database, DiskSpace storage) {
        return registry -> {
            Gauge.builder("hub.database.up", database, monitor -> monitor.up() ? 1 : 0)
                    .description("1 while the database answers and can be written")
                    .register(registry);
            Gauge.builder("hub.storage.free", storage, DiskSpace::freeBytes)
                    .baseUnit("bytes")
                    .description("Free space under the data folder")
                    .register(registry);
        };
    }
}
