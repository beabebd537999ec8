package cn.tongban.hub.vault;

import cn.tongban.hub.support.DataFolder;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /**
     * Settings under {@code hub}.
     *
     * @param masterKeyFile where the master key lies; empty for {@code master.key} in the data folder
     */
    @ConfigurationProperties("hub")
    record VaultProperties(@DefaultValue("") String masterKeyFile) {}

    @Bean
    Vault vault(VaultProperties properties, DataFolder data) {
        String file = properties.masterKeyFile();
        return new Vault(MasterKey.load(file.isBlank() ? data.path().resolve("master.key") : Path.of(file)));
    }

    @Bean
    DataKeys dataKeys(JdbcTemplate jdbc, Vault vault) {
        DataKeys keys = new DataKeys(jdbc, vault);
        keys.verifyMaster();
        return keys;
    }
}
