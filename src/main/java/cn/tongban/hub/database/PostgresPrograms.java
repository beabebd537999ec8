package cn.tongban.hub.database;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Command lines for the unpacked programs. PostgreSQL refuses to run as root, so root runs it in a user namespace where
 * it is nobody; {@code unshare} and {@code setsid} replace themselves, so the process number is the server's own.
 */
final class PostgresPrograms {
    private final Path binaries;
    private final List<String> asOrdinaryUser;

    private PostgresPrograms(Path binaries, List<String> asOrdinaryUser) {
        this.binaries = binaries;
        this.asOrdinaryUser = asOrdinaryUser;
    }

    /** Checks once whether this user may run PostgreSQL here at all. */
    static PostgresPrograms in(Path binaries) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new PostgresPrograms(binaries, List.of());
        }
        List<String> unshare = List.of("unshare", "-U");
        Result tried = isInstalled("unshare")
                ? run(concat(unshare, List.of("true")), Duration.ofSeconds(10))
                : new Result(127, "unshare is not installed");
        if (tried.code() != 0) {
            throw new StartRefusedException(
                    "PostgreSQL refuses to run as root, and this machine gives root no user namespace ("
                            + tried.output() + ")",
                    "Start the hub as an ordinary user, or set HUB_DB_URL to use a PostgreSQL of your own.");
        }
        return new PostgresPrograms(binaries, unshare);
    }

    /** Runs one tool to its end; its output, both streams, is in the result. */
    Result tool(String name, Duration limit, String... arguments) throws IOException, InterruptedException {
        return run(command(name, List.of(arguments)), limit);
    }

    /**
     * Starts the server as our child in a session of its own: a Ctrl-C at the terminal must reach the hub alone, which
     * stops the database after everything that needs it.
     */
    Process server(Path output, List<String> arguments) throws IOException {
        List<String> detach = isInstalled("setsid") ? List.of("setsid") : List.of();
        return new ProcessBuilder(concat(detach, command("postgres", arguments)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .start();
    }

    private List<String> command(String name, List<String> arguments) {
        String program = binaries.resolve("bin").resolve(isWindows() ? name + ".exe" : name).toString();
        return concat(asOrdinaryUser, concat(List.of(program), arguments));
    }

    private static Result run(List<String> command, Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile("hub-pg-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .start();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
            return ended ? new Result(process.exitValue(), text) : new Result(-1, "no end within " + limit + ": " + text);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isRoot() {
        return !isWindows() && new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static File nothing() {
        return new File(isWindows() ? "NUL" : "/dev/null");
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> new File(folder, program).canExecute());
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** @param code the exit code, -1 when it had to be killed */
    record Result(int code, String output) {}
}
