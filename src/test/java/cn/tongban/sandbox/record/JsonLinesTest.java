package cn.tongban.sandbox.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir
    private Path folder;

    @Test
    void readsFromAnyNumberOn() throws IOException {
        try (JsonLines lines = filled(1000)) {
            for (long after : new long[] {0, 1, 63, 64, 65, 500, 998}) {
                String read = new String(lines.read(after, 2), UTF_8);

                assertThat(read).isEqualTo("{\"line\":%d}\n{\"line\":%d}\n".formatted(after + 1, after + 2));
            }
            assertThat(lines.read(1000, 1)).isEmpty();
            assertThat(new String(lines.read(999, 10), UTF_8)).isEqualTo("{\"line\":1000}\n");
        }
    }

    @Test
    void goesOnNumberingAfterAReopen() throws IOException {
        filled(100).close();

        try (JsonLines lines = new JsonLines(file())) {
            assertThat(lines.append("{\"line\":101}".getBytes(UTF_8))).isEqualTo(101);
            assertThat(new String(lines.read(99, 2), UTF_8)).isEqualTo("{\"line\":100}\n{\"line\":101}\n");
        }
    }

    @Test
    void keepsATornLineWithItsNumberAndReadersPassOverIt() throws IOException {
        filled(3).close();
        Files.writeString(file(), "{\"line\":", StandardOpenOption.APPEND);

        try (JsonLines lines = new JsonLines(file())) {
            assertThat(lines.count()).isEqualTo(4);
            assertThat(lines.append("{\"line\":5}".getBytes(UTF_8))).isEqualTo(5);
            List<Integer> read = new ArrayList<>();
            SentRecord.forEach(lines, entry -> read.add(entry.path("line").asInt()));

            assertThat(read).containsExactly(1, 2, 3, 5);
        }
    }

    private JsonLines filled(int count) {
        JsonLines lines = new JsonLines(file());
        for (int i = 1; i <= count; i++) {
            lines.append(("{\"line\":" + i + "}").getBytes(UTF_8));
        }
        return lines;
    }

    private Path file() {
        return folder.resolve("sub/record.jsonl");
    }
}
