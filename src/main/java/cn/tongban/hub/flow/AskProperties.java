package cn.tongban.hub.flow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.ask}.
 *
 * @param perMinute questions of people to one connector on this node
 */
@ConfigurationProperties("hub.ask")
record AskProperties(@DefaultValue("60") int perMinute) {}
