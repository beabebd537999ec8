package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, because the filter holds for the whole of one and cannot be taken back. */
class SerialFilterTest {
    @Test
    void refusesEveryObjectOnceInstalled() throws Exception {
        assertThat(run("without")).isEqualTo("read");
        assertThat(run("with")).isEqualTo("refused");
    }

    /** What the other JVM does. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws IOException, ClassNotFoundException {
            if (args[0].equals("with")) {
                SerialFilter.install();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(new ArrayList<String>());
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                in.readObject();
                System.out.print("read");
            } catch (InvalidClassException e) {
                System.out.print("refused");
            }
        }
    }

    private static String run(String mode) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-Xshare:auto",
                        "-cp", System.getProperty("java.class.path"), Reader.class.getName(), mode)
                .redirectErrorStream(true)
                .start();
        String output = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jvm.waitFor();
        return output;
    }
}
