package cn.tongban.hub.web;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    @Bean
    BundleAtWork bundleAtWork(ActiveBundle active) {
        return () -> {
            Bundle bundle = active.bundle();
            return new BundleAtWork.Parts(
                    bundle.files(), bundle.connectors(), bundle.settings(), bundle.personal(), bundle.contracts());
        };
    }
}
