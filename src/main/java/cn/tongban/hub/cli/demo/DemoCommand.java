package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code hub demo}: a hub, the sandbox, a story of real cases, then light traffic until Ctrl-C. Exit codes: 0 the story
 * came true, 1 it did not, 2 a port or folder cannot be used, 3 a process did not start or has ended.
 */
@Command(
        name = "demo",
        description = "演示:枢纽、模拟系统和一段真实往来 / Hub, sandbox and a short story of real traffic")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "<folder>",
            description = "存放演示数据的目录,默认为数据目录下的 demo / Folder of the demo, default: demo in the data folder")
    private @Nullable Path data;

    @Option(names = "--port", description = "枢纽端口,默认 8080 或其后第一个空闲端口 / Port of the hub, default: 8080 or the next free")
    private int port;

    @Option(names = "--rate", description = "轻流量每秒件数,默认 2 / Cases per second of the light traffic, default: 2")
    private int rate = 2;

    @Option(
            names = {"--exit", "--no-traffic"},
            description = "讲完故事就结束,不发轻流量 / End after the story, without light traffic")
    private boolean exit;

    @Override
    public Integer call() {
        Narrator narrator = Narrator.onConsole();
        long began = System.nanoTime();
        try (DemoSystem system = new DemoSystem(folder(), Ports.choose(port))) {
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "demo-stop"));
            return run(system, narrator, began);
        } catch (DemoException e) {
            narrator.failed(e);
            return e.exitCode();
        }
    }

    private int run(DemoSystem system, Narrator narrator, long began) {
        try {
            narrator.say("demo.begin", system.data());
            system.start();
            int number = RunNumber.next(system.data());
            new Story(system, narrator, number, began).tell();
            if (!exit) {
                new LightTraffic(system, narrator).run(rate, number);
            }
            return 0;
        } catch (DemoException e) {
            if (system.isStopping()) {
                // Ctrl-C: what fails now fails because everything is being stopped.
                return 0;
            }
            throw deathComesFirst(system, e);
        }
    }

    /** A step that failed because a process is gone is told as what it is. */
    private static DemoException deathComesFirst(DemoSystem system, DemoException e) {
        if (e.exitCode() == DemoException.GONE) {
            // A refused connection may be seen a moment before the end of the process that refuses.
            try {
                system.pause(Duration.ofSeconds(1));
            } catch (DemoException death) {
                return death;
            }
        }
        Optional<DemoException> death = system.ended();
        return death.orElse(e);
    }

    /** Keys will lie in it, so a new one is for its owner alone. */
    private Path folder() {
        String common = Optional.ofNullable(System.getenv("HUB_DATA")).orElse("data");
        Path folder = (data == null ? Path.of(common, "demo") : data).toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.getParent());
                Files.createDirectory(folder, ownerOnly());
            }
            return folder;
        } catch (IOException e) {
            throw new DemoException(DemoException.USAGE, "demo.error.folder", folder);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
