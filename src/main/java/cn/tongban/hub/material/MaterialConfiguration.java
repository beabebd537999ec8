package cn.tongban.hub.material;

import cn.tongban.hub.blob.Blobs;
import cn.tongban.hub.support.StorageGauge;
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
    MaterialLinks materialLinks(JdbcTemplate jdbc, Vault vault, MaterialProperties properties) {
        return new MaterialLinks(new LinkRepository(jdbc), vault, properties.publicUrl());
    }

    @Bean
    Materials materials(MaterialRepository repository, DataKeys keys, Vault vault, Blobs blobs, MaterialLinks links,
            StorageGauge storage) {
        return new Materials(repository, keys, vault, blobs, links, storage);
    }

    @Bean
    BlobKeeping blobKeeping(Blobs blobs, MaterialRepository repository, MaterialLinks links) throws IOException {
        BlobKeeping keeping = new BlobKeeping(blobs, repository, links);
        keeping.atStart();
        return keeping;
    }
}
