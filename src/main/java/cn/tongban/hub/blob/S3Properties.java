package cn.tongban.hub.blob;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.s3}: an S3-compatible store for blobs, for hubs of several nodes.
 *
 * @param bucket empty = blobs lie in files under the data folder
 * @param endpoint of the store, empty = that of the region
 * @param prefix of all keys, so that several hubs can share a bucket
 */
@ConfigurationProperties("hub.s3")
record S3Properties(
        @DefaultValue("") String bucket,
        @DefaultValue("") String endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("blobs/") String prefix) {
    @Override
    public String toString() {
        return "S3Properties[" + bucket + "]";
    }
}
