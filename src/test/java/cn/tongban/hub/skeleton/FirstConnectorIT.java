package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/first-connector.md, executed: its commands, files and edits as they stand there, against a hub that runs meanwhile. */
class FirstConnectorIT {
    private static final Path DOCUMENT = Path.of("docs/first-connector.md");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    private Path work;

    private final List<String> commands = new ArrayList<>();
    private final TreeSet<String> files = new TreeSet<>();
    private int lines;
    private int port;

    @Test
    void theTutorialWorksAsItStands() throws IOException, InterruptedException {
        Path clone = cloned();
        port = freePort();
        StringBuilder said = new StringBuilder();

        try (JavaProcess hub = hub(clone)) {
            hub.awaitLine("is ready", LIMIT);
            for (DocumentBlocks.Section section : DocumentBlocks.sections(DOCUMENT)) {
                for (DocumentBlocks.Block block : section.blocks()) {
                    said.append(step(clone, block));
                }
            }
            assertThat(hub.isAlive()).isTrue();
        }

        assertThat(said).contains("Nothing was found.", "\"caseNo\":\"11610700Y00000016L3000131999000202603160104\"", "收件");
        System.out.println("tutorial: " + commands.size() + " commands " + commands + ", " + files.size()
                + " files edited, " + lines + " lines written");
        assertThat(commands).hasSizeLessThanOrEqualTo(10);
        assertThat(files).hasSizeLessThanOrEqualTo(5);
        assertThat(lines).isLessThanOrEqualTo(40);
    }

    private String step(Path clone, DocumentBlocks.Block block) throws IOException, InterruptedException {
        String[] info = block.info().split(" ");
        if (info[0].equals("sh")) {
            block.text().lines().filter(line -> line.startsWith("./hub ") || line.startsWith("curl ")).forEach(commands::add);
            return run(clone, block.text().replace("127.0.0.1:8080", "127.0.0.1:" + port), List.of("bash", "-eu"));
        }
        if (info[0].equals("diff")) {
            block.text().lines().filter(line -> line.startsWith("+++ b/")).forEach(line -> files.add(line.substring(6)));
            lines += (int) block.text().lines().filter(line -> line.startsWith("+") && !line.startsWith("+++")).count();
            return run(clone, block.text(), List.of("git", "apply", "-"));
        }
        files.add(info[1]);
        lines += (int) block.text().lines().count();
        Files.writeString(clone.resolve(info[1]), block.text());
        return "";
    }

    /** Gives the words to a program and its output back; every command of the tutorial ends well. */
    private String run(Path clone, String words, List<String> program) throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder(program).directory(clone.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment(clone));
        // Not within a repository of the machine that this runs on.
        builder.environment().put("GIT_CEILING_DIRECTORIES", work.toString());
        Process process = builder.start();
        process.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(() -> words + "\n" + said).isTrue();
        return said;
    }

    /** The three folders of a bundle, the documents' schemas, and a launcher that runs the classes of this build. */
    private Path cloned() throws IOException {
        Path clone = Files.createDirectory(work.resolve("tongban"));
        for (String folder : List.of("routes", "connectors", "mappings", "schemas")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path from : all.toList()) {
                    Files.copy(from, clone.resolve(from.toString()));
                }
            }
        }
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path launcher = Files.writeString(clone.resolve("hub"), "#!/bin/sh\nexec " + System.getProperty("java.home")
                + "/bin/java -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx256m -cp '" + classPath
                + "' cn.tongban.hub.HubMain \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        return clone;
    }

    private JavaProcess hub(Path clone) {
        JavaProcess.Launch launch = JavaProcess.hub();
        environment(clone).forEach(launch::env);
        return launch.env("HUB_SECRETS_GENERATE_MISSING", "true").args("run").start();
    }

    private Map<String, String> environment(Path clone) {
        return Map.of("HUB_DATA", clone.resolve("data").toString(), "HUB_HOME", clone.toString(), "HUB_PORT",
                Integer.toString(port), "HUB_BUNDLE", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
