package cn.tongban.hub.material;

import cn.tongban.hub.blob.Blobs;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class MaterialConfiguration {
    @Bean
    MaterialRepository materialRepository(JdbcTemplate jdbc) {
        return new MaterialRepository(jdbc);
    }

    @Bean
    Materials materials(MaterialRepository repository, DataKeys keys, Vault vault, Blobs blobs) {
        return new Materials(repository, keys, vault, blobs);
    }

    @Bean
    BlobKeeping blobKeeping(Blobs blobs, MaterialRepository repository) throws IOException {
        BlobKeeping keeping = new BlobKeeping(blobs, repository);
        keeping.atStart();
        return keeping;
    }
}
