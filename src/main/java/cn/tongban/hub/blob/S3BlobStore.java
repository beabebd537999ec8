package cn.tongban.hub.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Blobs as objects of an S3-compatible store. They are sealed before they come here, so the store learns sizes only. */
final class S3BlobStore implements BlobStore {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final S3Client client;
    private final S3Properties settings;

    S3BlobStore(S3Properties settings) {
        this.settings = settings;
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5)).socketTimeout(Duration.ofSeconds(30)))
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // What the bytes are is proven by their seal; not every compatible store knows the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(true);
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        this.client = builder.build();
    }

    @Override
    public void publish(Path sealed, BlobId id) throws IOException {
        try {
            if (Files.size(sealed) <= S3Parts.PART) {
                client.putObject(request -> request.bucket(settings.bucket()).key(key(id)), RequestBody.fromFile(sealed));
            } else {
                new S3Parts(client, settings.bucket(), key(id)).put(sealed);
            }
        } catch (SdkException e) {
            throw failed(e);
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    @Override
    public Stored open(BlobId id) throws IOException {
        HeadObjectResponse head = head(id);
        if (head == null) {
            throw new NoSuchFileException(id.hex());
        }
        return new S3Stored(id, head.contentLength());
    }

    /** Between the look and the removal one could be published anew; who does so twice in a day is not met here. */
    @Override
    public boolean removeOlder(BlobId id, Duration age) throws IOException {
        HeadObjectResponse head = head(id);
        if (head == null) {
            return true;
        }
        if (head.lastModified().isAfter(now(head.sdkHttpResponse()).minus(age))) {
            return false;
        }
        try {
            client.deleteObject(request -> request.bucket(settings.bucket()).key(key(id)));
            return true;
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public void listOlder(Duration age, Consumer<BlobId> each) throws IOException {
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(request ->
                    request.bucket(settings.bucket()).prefix(settings.prefix()))) {
                Instant youngest = now(page.sdkHttpResponse()).minus(age);
                for (S3Object object : page.contents()) {
                    String name = object.key().substring(settings.prefix().length());
                    if (ID.matcher(name).matches() && !object.lastModified().isAfter(youngest)) {
                        each.accept(new BlobId(name));
                    }
                }
            }
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    @Override
    public String describe() {
        return "bucket " + settings.bucket();
    }

    @Override
    public void close() {
        client.close();
    }

    private String key(BlobId id) {
        return settings.prefix() + id.hex();
    }

    private @Nullable HeadObjectResponse head(BlobId id) throws IOException {
        try {
            return client.headObject(request -> request.bucket(settings.bucket()).key(key(id)));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return null;
            }
            throw failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
    }

    /** The store's own time: it dates its objects by this clock. */
    private static Instant now(SdkHttpResponse answer) throws IOException {
        String date = answer.firstMatchingHeader("Date").orElseThrow(() -> new IOException("the store tells no date"));
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /** The kind only: texts of the client can hold addresses and keys. */
    private static IOException failed(SdkException e) {
        String kind = e instanceof S3Exception answered ? "status " + answered.statusCode() : e.getClass().getSimpleName();
        return new IOException("the blob store did not do it: " + kind);
    }

    private final class S3Stored implements Stored {
        private final BlobId id;
        private final long length;
        private @Nullable ResponseInputStream<GetObjectResponse> reading;

        S3Stored(BlobId id, long length) {
            this.id = id;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public byte[] tail(int bytes) throws IOException {
            try (InputStream in = range(Math.max(0, length - bytes), length - 1)) {
                return in.readAllBytes();
            }
        }

        @Override
        public InputStream head(long bytes) throws IOException {
            reading = range(0, bytes - 1);
            return reading;
        }

        @Override
        public void close() {
            if (reading != null) {
                // Closing it would read the rest; who stops early has no use for it.
                reading.abort();
            }
        }

        private ResponseInputStream<GetObjectResponse> range(long first, long last) throws IOException {
            try {
                return client.getObject(request -> request.bucket(settings.bucket()).key(key(id))
                        .range("bytes=" + first + "-" + last));
            } catch (SdkException e) {
                throw failed(e);
            }
        }
    }
}
