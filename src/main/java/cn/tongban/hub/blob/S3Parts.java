package cn.tongban.hub.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A large file in parts. It becomes an object when all of them are there; if one fails, nothing is left. */
final class S3Parts {
    /** Bytes of a part; also the largest file that goes in one piece. */
    static final long PART = 16L << 20;

    private final S3Client client;
    private final String bucket;
    private final String key;

    S3Parts(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    void put(Path file) throws IOException {
        String upload = client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        try {
            List<CompletedPart> parts = parts(file, upload);
            client.completeMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload)
                    .multipartUpload(done -> done.parts(parts)));
        } catch (SdkException | IOException e) {
            abort(upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(Path file, String upload) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            for (long from = 0; from < size; from += PART) {
                long start = from;
                long length = Math.min(PART, size - from);
                int number = parts.size() + 1;
                RequestBody body = RequestBody.fromContentProvider(
                        () -> piece(file, start, length), length, "application/octet-stream");
                String tag = client.uploadPart(request -> request.bucket(bucket).key(key).uploadId(upload)
                        .partNumber(number).contentLength(length), body).eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        }
        return parts;
    }

    /** A stream of its own for each try. */
    private static InputStream piece(Path file, long start, long length) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(start);
            return new BoundedInput(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void abort(String upload, Exception why) {
        try {
            client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            why.addSuppressed(e);
        }
    }
}
