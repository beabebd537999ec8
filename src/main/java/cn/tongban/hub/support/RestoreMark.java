package cn.tongban.hub.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Says that a data folder came out of a backup and has not been started since: what it believes to be undelivered may have
 * been delivered after the backup.
 */
public record RestoreMark(UUID backup, Instant takenAt) {
    private static final String FILE = "restored";

    public static Optional<RestoreMark> find(Path data) {
        Path file = data.resolve(FILE);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            return Optional.of(new RestoreMark(UUID.fromString(lines.get(0)), Instant.parse(lines.get(1))));
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of a restore cannot be read: " + file, e);
        }
    }

    public void write(Path data) throws IOException {
        Files.writeString(data.resolve(FILE), backup + "\n" + takenAt + "\n", StandardCharsets.US_ASCII);
    }

    public static void remove(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("the mark of a restore cannot be removed from " + data, e);
        }
    }
}
