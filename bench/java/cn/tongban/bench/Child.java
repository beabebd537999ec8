package cn.tongban.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Java process of the benchmark with the class path of this one; stopped by its own handle, whatever happens. */
final class Child implements AutoCloseable {
    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream input;
    private volatile boolean closing;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code main} with a heap limit and its error output in {@code folder/<name>.log}. */
    static Child start(Path folder, String name, Class<?> main, int heapMegabytes, List<String> arguments,
            Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx" + heapMegabytes + "m", "-XX:+UseG1GC", "-XX:-UsePerfData", "-Dbench.folder=" + folder,
                "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return start(folder, name, command, environment);
    }

    /** Starts any command; its output is read, its error output goes to {@code folder/<name>.log}. */
    static Child start(Path folder, String name, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        // bench/run ends what is left of a run that was killed.
        Files.writeString(folder.resolve("pids"), process.pid() + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new Child(name, process);
    }

    /** The port of a child that says "READY port"; 0 when it has none. */
    int awaitReady() throws InterruptedException {
        String line = await("READY", 90);
        return line.length() > 6 ? Integer.parseInt(line.substring(6).trim()) : 0;
    }

    /** Sends one line and gives the next line that begins with {@code prefix}. */
    String ask(String line, String prefix, long seconds) throws InterruptedException {
        input.println(line);
        return await(prefix, seconds);
    }

    LoadResult load(LoadPlan plan) throws InterruptedException {
        return LoadResult.parse(ask(plan.line(), "sent=", (long) plan.seconds() + 90));
    }

    long pid() {
        return process.pid();
    }

    /** What it has written and nobody has asked for. */
    String said() {
        return String.join("\n", lines);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private String await(String prefix, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            String line = lines.poll(200, TimeUnit.MILLISECONDS);
            if (line != null && line.startsWith(prefix)) {
                return line;
            }
            if (line == null && !process.isAlive() && lines.isEmpty()) {
                break;
            }
        }
        throw new IllegalStateException(name + " did not say " + prefix + "; see its log");
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            if (!closing) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
