package cn.tongban.hub.drift;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.drift}.
 *
 * @param enabled false: nothing is looked at
 * @param learn see {@link DriftLimits}
 * @param vanish see {@link DriftLimits}
 * @param settle see {@link DriftLimits}
 * @param merge how often a node brings what it saw into the database
 */
@ConfigurationProperties("hub.drift")
record DriftProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100") int learn,
        @DefaultValue("30") int vanish,
        @DefaultValue("7d") Duration settle,
        @DefaultValue("30s") Duration merge) {}
