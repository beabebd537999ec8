package cn.tongban.hub.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors in the hub's web server. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    private static final int READ = 32 * 1024;

    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    ServletRegistrationBean<DoorServlet> doorServlet(
            ActiveBundle active, ProblemWriter problems, MeterRegistry meters, Clock clock, Observed observed) {
        DoorServlet servlet = new DoorServlet(new Doors(active, problems, meters, clock, observed));
        ServletRegistrationBean<DoorServlet> registration =
                new ServletRegistrationBean<>(servlet, "/in/*", "/callback/*", "/services/*");
        registration.setName("doors");
        return registration;
    }

    /** An encoded slash reaches the doors, which refuse it in their own words; Tomcat would answer without any. */
    @Bean
    TomcatConnectorCustomizer encodedSlashes() {
        String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return connector -> {
            connector.setEncodedSolidusHandling(passThrough);
            connector.setEncodedReverseSolidusHandling(passThrough);
        };
    }

    /** A material of 500 MB is 64,000 reads with Tomcat's own 8 KB; 32 KB for each of 2,000 connections is 64 MB at worst. */
    @Bean
    TomcatConnectorCustomizer largerReads() {
        return connector -> connector.setProperty("socket.appReadBufSize", Integer.toString(READ));
    }
}
