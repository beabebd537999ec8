package cn.tongban.hub.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.delivery}.
 *
 * @param lease how long a claim holds without a receipt; must be longer than any connector's total time-out
 * @param stopPatience how long what is in flight may take to end when the hub stops or a destination's promise changes
 */
@ConfigurationProperties("hub.delivery")
record DeliveryProperties(@DefaultValue("30s") Duration lease, @DefaultValue("25s") Duration stopPatience) {}
