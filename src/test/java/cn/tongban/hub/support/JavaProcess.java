package cn.tongban.hub.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A Java program in a process of its own, for tests that kill, freeze and restart real processes:
 *
 * <pre>{@code
 * try (JavaProcess hub = JavaProcess.hub().env("HUB_DATA", data).env("HUB_PORT", 0).start()) {
 *     hub.awaitLine("is ready at", Duration.ofSeconds(60));
 *     hub.sigkill();
 * }
 * }</pre>
 *
 * Its output, both streams, goes to a file that is shown when something is waited for in vain.
 */
public final class JavaProcess implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** A main class on the class path of the tests, with a heap of 256 MB and the variables of this process. */
    public static Launch of(String mainClass) {
        return new Launch(mainClass);
    }

    /** The hub itself, with its own heap and without the classes of the tests: Spring would take some for its own. */
    public static Launch hub() {
        return of("cn.tongban.hub.HubMain").classPath(withoutTests()).jvm("-Xmx384m").env("HUB_AMQP_PORT", 0);
    }

    /** The class path of the tests without their own classes, some of which would be taken for configuration. */
    public static String withoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static Launch of(Class<?> mainClass) {
        return new Launch(mainClass.getName());
    }

    /** What to start; each method gives itself back. */
    public static final class Launch {
        private final String mainClass;
        private final Map<String, String> environment = new HashMap<>();
        private final List<String> arguments = new ArrayList<>();
        private final List<String> jvm = new ArrayList<>(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        private List<String> prefix = List.of();
        private String classPath = System.getProperty("java.class.path");

        private Launch(String mainClass) {
            this.mainClass = mainClass;
        }

        public Launch args(Object... values) {
            Arrays.stream(values).map(Object::toString).forEach(arguments::add);
            return this;
        }

        public Launch env(String name, Object value) {
            environment.put(name, value.toString());
            return this;
        }

        /** Options of the JVM; a later one wins over the defaults. */
        public Launch jvm(String... options) {
            jvm.addAll(List.of(options));
            return this;
        }

        public Launch classPath(String value) {
            classPath = value;
            return this;
        }

        /** A program that replaces itself with the JVM, such as {@code setpriv}. */
        public Launch through(String... command) {
            prefix = List.of(command);
            return this;
        }

        public JavaProcess start() {
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            Optional<FastStart> fast = FastStart.of(classPath);
            fast.ifPresent(start -> command.add(start.option()));
            command.addAll(List.of("-cp", fast.map(FastStart::classPath).orElse(classPath), mainClass));
            command.addAll(arguments);
            try {
                Path output = Files.createTempFile("java-process-", ".log");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                return new JavaProcess(builder.start(), output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything written so far. */
    public String output() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a complete line that holds {@code part} and gives it; fails at once when the process ends without. */
    public String awaitLine(String part, Duration limit) {
        Awaitility.await("a line with: " + part)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> line(part) != null || !process.isAlive());
        String found = line(part);
        if (found == null) {
            throw new AssertionError("No line with \"" + part + "\", the process has ended. It said:\n" + output());
        }
        return found;
    }

    private String line(String part) {
        String text = output();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.contains(part))
                .findFirst()
                .orElse(null);
    }

    /** kill -9, and waits until the process is gone. */
    public void sigkill() {
        process.destroyForcibly();
        exitCode(END);
    }

    /** Asks it to end, as a service manager would, and does not wait. */
    public void sigterm() {
        signal("TERM");
    }

    /** Freezes it: it holds its connections and leases but does nothing. */
    public void sigstop() {
        signal("STOP");
    }

    public void sigcont() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " " + pid() + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Waits for the end; fails when it does not come. 128 + the signal's number after a kill. */
    public int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Still running after " + limit + ". It said:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it if it still runs: politely first, so that it can stop what it started. */
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                sigcont();
                process.destroy();
                process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
            }
            process.destroyForcibly();
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
