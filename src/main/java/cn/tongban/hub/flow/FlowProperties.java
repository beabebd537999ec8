package cn.tongban.hub.flow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub}.
 *
 */
@ConfigurationProperties("hub")
record FlowProperties(@DefaultValue SecretsProperties secrets) {
    /** @param generateMissing make random secrets under {@code <HUB_DATA>/secrets} instead of failing; for laptops */
    record SecretsProperties(@DefaultValue("false") boolean generateMissing) {}
}
