package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    /** Asking again within the process, by whatever name, must not give the lock up to others. */
    @Test
    void whoAsksAgainInTheSameProcessTakesNothingAway() throws Exception {
        try (FolderLock lock = FolderLock.acquire(folder)) {
            assertThat(lock).isNotNull();
            assertThat(FolderLock.tryAcquire(folder.resolve("../" + folder.getFileName()))).isEmpty();
            assertThatThrownBy(() -> FolderLock.acquire(folder)).isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());

            assertThat(askedByAnotherProcess()).isEqualTo("taken");
        }

        assertThat(askedByAnotherProcess()).isEqualTo("free");
        try (FolderLock again = FolderLock.acquire(folder)) {
            assertThat(again).isNotNull();
        }
    }

    private String askedByAnotherProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Probe.class.getName(), folder.resolve("hub.lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        process.waitFor();
        return said;
    }

    /** Tells whether a file is locked by somebody else. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] file) throws IOException {
            try (FileChannel channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
                System.out.print(channel.tryLock() == null ? "taken" : "free");
            }
        }
    }
}
