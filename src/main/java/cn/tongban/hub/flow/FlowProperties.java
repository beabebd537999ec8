package cn.tongban.hub.flow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub}.
 *
 * @param bundle folder with routes/, connectors/ and mappings/; empty = the sample bundle in the jar
 */
@ConfigurationProperties("hub")
record FlowProperties(@DefaultValue("") String bundle, @DefaultValue SecretsProperties secrets) {
    /** @param generateMissing make random secrets under {@code <HUB_DATA>/secrets} instead of failing; for laptops */
    record SecretsProperties(@DefaultValue("false") boolean generateMissing) {}
}
