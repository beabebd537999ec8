package cn.tongban.hub.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL that plays the database of another system on this machine, for the sandbox and for tests. The supervisor is
 * the hub's own, so a server that a killed program left is cleared away at the next start; the folder is another.
 */
public final class NeighbourDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path passwordFile;

    private NeighbourDatabase(EmbeddedPostgres server, Path passwordFile) {
        this.server = server;
        this.passwordFile = passwordFile;
    }

    /**
     * Returns when it takes connections.
     *
     * @param folder of its own
     * @param binaries where the programs are unpacked, once per version; may be shared
     * @param owner role that owns the database of the same name
     * @throws StartRefusedException with a reason when it cannot
     */
    public static NeighbourDatabase start(Path folder, Path binaries, String owner) {
        EmbeddedSettings settings = EmbeddedSettings.at(folder)
                .withBinaries(binaries)
                .ownedBy(owner)
                .withServer("cluster_name", "tongban-" + owner)
                // It sees the traffic of a laptop.
                .withServer("shared_buffers", "32MB")
                .withServer("max_connections", "30")
                .withServer("max_wal_size", "256MB")
                .withServer("max_slot_wal_keep_size", "256MB");
        return new NeighbourDatabase(EmbeddedPostgres.start(settings), settings.data().resolve("pg-password"));
    }

    /** Lets a role read and follow changes; what of the tables it sees is for their owner to say. */
    public void letRead(String reader, String password) {
        server.letRead(reader, password);
    }

    /**
     * Runs a script as the owner: what the other system's people would do once.
     *
     * @throws StartRefusedException when it fails
     */
    public void run(String script) {
        try (Connection connection = DriverManager.getConnection(url(), owner(), password());
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "A script of the neighbour's database failed (SQL state " + e.getSQLState() + ")",
                    "Remove its folder to begin anew.", e);
        }
    }

    /** The port in it may change when another program takes it. */
    public String url() {
        return server.url();
    }

    public String owner() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /** Where the owner's password lies, for programs that must not see it on their command line. */
    public Path passwordFile() {
        return passwordFile;
    }

    @Override
    public void close() {
        server.close();
    }
}
