package cn.tongban.hub.egress;

import cn.tongban.hub.support.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EgressConfiguration {
    @Bean
    Egress egress(DataFolder data, Clock clock) {
        return new Egress(data.path().resolve("certs"), clock);
    }

    /** Its name is the component's name in the health answer; readiness does not depend on it. */
    @Bean("certificates")
    CertificateWatch certificates(Egress egress, MeterRegistry registry, Clock clock) {
        return new CertificateWatch(egress, registry, clock);
    }
}
