package cn.tongban.hub.material;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub}.
 *
 * @param publicUrl under which partners reach this hub, for links to materials; without a slash at its end
 */
@ConfigurationProperties("hub")
record MaterialProperties(@DefaultValue("http://127.0.0.1:8080") URI publicUrl) {}
