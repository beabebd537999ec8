package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * The machine's clock, as far as hub, database and sandbox can see, under the hand of the test: a small C library in
 * front of the system's. Where there is no C compiler the tests that need it are reported as skipped.
 */
final class MovedClock extends Clock {
    private final Path library;
    private final Path offset;
    private volatile Duration moved = Duration.ZERO;

    private MovedClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    static MovedClock compile(Path folder) {
        Path source = folder.resolve("moved-clock.c");
        Path library = folder.resolve("moved-clock.so");
        try (InputStream text = MovedClock.class.getResourceAsStream("/fault/moved-clock.c")) {
            Files.copy(text, source);
            assumeThat(compiled(source, library)).as("a C compiler that makes a library to preload").isTrue();
            MovedClock clock = new MovedClock(library, folder.resolve("moved-clock.offset"));
            clock.move(Duration.ZERO);
            return clock;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the distance to the real clock, for all processes at once. */
    void move(Duration distance) {
        ByteBuffer seconds = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(0, distance.toSeconds());
        try (FileChannel channel = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(seconds, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moved = distance;
    }

    void moveTo(Instant now) {
        move(Duration.between(Clock.systemUTC().instant(), now));
    }

    HubProcess bind(HubProcess hub) {
        return hub.with("LD_PRELOAD", library.toString()).with("MOVED_CLOCK", offset.toString());
    }

    SandboxProcess bind(SandboxProcess sandbox) {
        return sandbox.with("LD_PRELOAD", library.toString()).with("MOVED_CLOCK", offset.toString());
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(moved);
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("Asia/Shanghai");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        assertThat(zone).as("the tests need no other").isEqualTo(getZone());
        return this;
    }

    private static boolean compiled(Path source, Path library) throws IOException {
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl")
                    .redirectErrorStream(true)
                    .start();
            return compiler.waitFor(60, TimeUnit.SECONDS) && compiler.exitValue() == 0;
        } catch (IOException noCompiler) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
