package cn.tongban.hub.parcel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.parcel}.
 *
 * @param silence after which a person is asked to look for an open parcel of which nothing is heard
 * @param ask after which the carrier of an open parcel is asked where it is
 */
@ConfigurationProperties("hub.parcel")
public record ParcelProperties(@DefaultValue("5d") Duration silence, @DefaultValue("24h") Duration ask) {}
