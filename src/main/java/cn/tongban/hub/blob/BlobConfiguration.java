package cn.tongban.hub.blob;

import cn.tongban.hub.support.DataFolder;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store of this start: files under the data folder, or a bucket. Drafts are on the local disk either way. */
@Configuration(proxyBeanMethods = false)
class BlobConfiguration {
    @Bean(destroyMethod = "close")
    Blobs blobs(DataFolder data, S3Properties s3) {
        Path root = data.path().resolve("blobs");
        return new Blobs(root.resolve("drafts"), s3.bucket().isBlank() ? new FileBlobStore(root) : new S3BlobStore(s3));
    }
}
