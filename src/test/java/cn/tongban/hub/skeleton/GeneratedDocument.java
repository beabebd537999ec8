package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that is made from the code. A test fails when the two differ and lays the right text into target/. */
public final class GeneratedDocument {
    private GeneratedDocument() {}

    public static void isUpToDate(String document, String generated) {
        Path file = Path.of(document);
        Path right = Path.of("target").resolve(file);
        try {
            Files.createDirectories(right.getParent());
            Files.writeString(right, generated);
            assertThat(Files.exists(file) ? Files.readString(file) : "").as("cp " + right + " " + file).isEqualTo(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
