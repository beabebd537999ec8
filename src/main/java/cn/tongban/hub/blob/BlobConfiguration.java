package cn.tongban.hub.blob;

import cn.tongban.hub.support.DataFolder;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of this start: files under the data folder. */
@Configuration(proxyBeanMethods = false)
class BlobConfiguration {
    @Bean(destroyMethod = "close")
    Blobs blobs(DataFolder data) {
        Path root = data.path().resolve("blobs");
        return new Blobs(root.resolve("drafts"), new FileBlobStore(root));
    }
}
