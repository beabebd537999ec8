package cn.tongban.hub.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WardIT {
    /** A program without an end. */
    static final class Endless {
        public static void main(String[] args) throws InterruptedException {
            System.out.println("started " + String.join(",", args));
            new CountDownLatch(1).await();
        }
    }

    @Test
    void endsWithWhoStartedItAlsoWhenThatOneIsKilled() throws Exception {
        Process guardian = java(Endless.class.getName());
        Process ward = java(Ward.class.getName(), Long.toString(guardian.pid()), Endless.class.getName(), "a", "b");
        try (BufferedReader out = ward.inputReader()) {
            assertThat(out.readLine()).isEqualTo("started a,b");

            guardian.destroyForcibly();

            assertThat(ward.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ward.exitValue()).isZero();
        } finally {
            guardian.destroyForcibly();
            ward.destroyForcibly();
        }
    }

    private static Process java(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m", "-cp", System.getProperty("java.class.path"));
        builder.command().addAll(List.of(command));
        return builder.redirectErrorStream(true).start();
    }
}
