package cn.tongban.hub.support;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The folder that holds all state of this hub ({@code HUB_DATA}).
 *
 * @param path absolute after construction
 */
@ConfigurationProperties("hub")
public record DataFolder(@Name("data") @DefaultValue("data") Path path) {
    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }
}
