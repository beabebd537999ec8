package cn.tongban.hub.cli;

import cn.tongban.hub.cli.demo.ExchangeTables;
import cn.tongban.hub.database.StartRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts the simulators, found by name: the hub never depends on them. The district platform's tables come with a second
 * PostgreSQL, unless an address of them is given.
 */
@Command(name = "sandbox", description = "启动外部系统的模拟器 / Start the simulators of outside systems")
final class SandboxCommand implements Callable<Integer> {
    private static final String URL = "--exchange-url";

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "交给模拟器 / Handed to the simulators")
    private String[] words = {};

    @Override
    public Integer call() throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        boolean scripted = all.contains("--simulator");
        boolean given = scripted || all.stream().anyMatch(word -> word.startsWith(URL)) || System.getenv("SANDBOX_EXCHANGE_URL") != null;
        if (!given) {
            all.addAll(tables().writerOptions());
        }
        OtherProgram.method("cn.tongban.sandbox.SandboxMain", "main").invoke(null, (Object) all.toArray(String[]::new));
        return Exit.FINE;
    }

    private static ExchangeTables tables() throws IOException {
        Path data = new Environment(System.getenv()).data().toAbsolutePath();
        Path secret = data.resolve("secrets/district-platform.exchange-password");
        try {
            ExchangeTables tables = ExchangeTables.start(data.resolve("sandbox/exchange"), data, password(secret));
            Runtime.getRuntime().addShutdownHook(new Thread(tables::close, "exchange-stop"));
            System.out.println("exchange tables: HUB_CONNECTOR_DISTRICT_PLATFORM_EXCHANGE_URL=" + tables.url());
            return tables;
        } catch (StartRefusedException e) {
            throw new Failure(Exit.FOUND, "区前置库无法启动:" + e.getMessage(), "The exchange tables cannot start: " + e.getMessage());
        }
    }

    /** The hub's own secret where it has made one; else it is made here, where the hub will find it. */
    private static String password(Path secret) throws IOException {
        if (!Files.exists(secret)) {
            Files.createDirectories(secret.getParent());
            boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(secret, UUID.randomUUID().toString(), StandardCharsets.UTF_8);
        }
        return Files.readString(secret, StandardCharsets.UTF_8).strip();
    }
}
