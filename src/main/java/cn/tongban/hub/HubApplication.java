package cn.tongban.hub;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The hub as a Spring application; {@link HubMain} decides whether it runs. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class HubApplication {

    /** The business clock. Lease time is the database's own and never comes from here. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
