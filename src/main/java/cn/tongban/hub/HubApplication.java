package cn.tongban.hub;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The hub as a Spring application; {@link HubMain} decides whether it runs. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class HubApplication {
    private static final Logger LOG = LoggerFactory.getLogger(HubApplication.class);

    /** The business clock. Lease time is the database's own and never comes from here. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> readyLine(Environment environment) {
        return event -> LOG.atInfo()
                .log(
                        "Tongban Hub {} is ready at http://{}:{} ({} s)",
                        version(),
                        environment.getProperty("server.address"),
                        environment.getProperty("local.server.port"),
                        seconds(event.getTimeTaken()));
    }

    private static String version() {
        String version = HubApplication.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1000.0);
    }
}
