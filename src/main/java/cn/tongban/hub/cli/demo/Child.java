package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/** A main class of this very program in a process of its own; what it says goes to a file. */
final class Child {
    private static final String BOOT_CLASSES = "BOOT-INF/classes/";
    private static final String BOOT_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";
    private static final int TAIL = 15;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * What to start.
     *
     * @param name for messages
     * @param environment on top of this process's own, from which every HUB_ and SANDBOX_ variable is taken out first
     */
    record Launch(
            String name,
            String mainClass,
            List<String> jvm,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {}

    static Child start(Launch launch) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.jvm());
        command.addAll(mainClass(Ward.class.getName()));
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.add(launch.mainClass());
        command.addAll(launch.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(launch.log().toFile());
        // A demo must not write into the database that the shell's variables name.
        builder.environment().keySet().removeIf(key -> isOurs(key) && !launch.environment().containsKey(key));
        builder.environment().putAll(launch.environment());
        try {
            return new Child(launch.name(), builder.start(), launch.log());
        } catch (IOException e) {
            throw new DemoException(DemoException.GONE, "demo.error.start", launch.name(), e.getMessage());
        }
    }

    long pid() {
        return process.pid();
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits a little; true as soon as the process has ended. */
    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks it to end, and ends it when it has not within {@code patience}; true if it went by itself. */
    boolean stop(Duration patience) {
        process.destroy();
        try {
            if (endsWithin(patience)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    /** That it has ended, with the last it said. */
    DemoException ended() {
        return new DemoException(DemoException.GONE, "demo.error.ended", name, log, tail());
    }

    private String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("HUB_") || variable.startsWith("SANDBOX_");
    }

    /** From a Boot jar as built, only its own launcher finds the classes; unpacked it is a jar like any other. */
    private static List<String> mainClass(String mainClass) {
        String classPath = System.getProperty("java.class.path");
        return isBootJar(Path.of(classPath.split(java.io.File.pathSeparator)[0]))
                ? List.of("-Dloader.main=" + mainClass, "-cp", classPath, BOOT_LAUNCHER)
                : List.of("-cp", classPath, mainClass);
    }

    private static boolean isBootJar(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.getEntry(BOOT_CLASSES) != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
