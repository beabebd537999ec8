package cn.tongban.hub.cli.demo;

import cn.tongban.hub.database.NeighbourDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The district platform's exchange tables in a second PostgreSQL on this machine: the sandbox writes them, the hub reads
 * them. What is done here its owners do once for a real one.
 */
public final class ExchangeTables implements AutoCloseable {
    private static final String OWNER = "district";
    private static final String READER = "tongban_reader";
    private static final String CONTRACT = "/bundle/connectors/district-platform/contract/";

    private final NeighbourDatabase server;
    private final String readerPassword;

    private ExchangeTables(NeighbourDatabase server, String readerPassword) {
        this.server = server;
        this.readerPassword = readerPassword;
    }

    /**
     * Returns when they can be read.
     *
     * @param folder of its own; what a killed program left there is cleared away
     * @param data the hub's, where the programs are unpacked unless {@code HUB_DB_BINARIES} says otherwise
     */
    public static ExchangeTables start(Path folder, Path data, String readerPassword) {
        Path binaries = Optional.ofNullable(System.getenv("HUB_DB_BINARIES")).filter(name -> !name.isBlank())
                .map(Path::of)
                .orElse(data.resolve("pg-bin"));
        NeighbourDatabase server = NeighbourDatabase.start(folder, binaries, OWNER);
        server.letRead(READER, readerPassword);
        List.of("exchange.ddl.sql", "exchange.reader.sql").forEach(name -> server.run(script(name)));
        return new ExchangeTables(server, readerPassword);
    }

    /** For the sandbox's process, which writes. */
    public Map<String, String> writer() {
        return Map.of(
                "SANDBOX_EXCHANGE_URL", server.url(),
                "SANDBOX_EXCHANGE_USER", server.owner(),
                "SANDBOX_EXCHANGE_PASSWORD", server.password());
    }

    /** The same as options, for a sandbox in this process; the password lies in a file. */
    public List<String> writerOptions() {
        return List.of("--exchange-url", server.url(), "--exchange-user", server.owner(),
                "--exchange-password-file", server.passwordFile().toString());
    }

    /** For the hub's process, which reads. */
    public Map<String, String> reader() {
        return Map.of(
                "HUB_CONNECTOR_DISTRICT_PLATFORM_EXCHANGE_URL", server.url(),
                "HUB_CONNECTOR_DISTRICT_PLATFORM_EXCHANGE_USER", READER,
                "HUB_SECRET_DISTRICT_PLATFORM_EXCHANGE_PASSWORD", readerPassword);
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private static String script(String name) {
        try (InputStream sql = ExchangeTables.class.getResourceAsStream(CONTRACT + name)) {
            if (sql == null) {
                throw new IllegalStateException(CONTRACT + name + " is part of the jar");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
