package cn.tongban.hub.source;

import cn.tongban.hub.support.Digests;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Elects one reader for each source: an advisory lock that lives as long as a connection of its own, and an epoch that
 * fences whoever has lost it without knowing.
 */
final class LeadershipRepository {
    private static final int ANSWER_MILLIS = 5_000;
    private static final Executor HERE = Runnable::run;

    private final DataSource sessions;
    private final String node;
    private final Duration lease;

    /**
     * @param sessions gives a new connection each time, straight to the server: a pooler that shares sessions between
     *     transactions would let go of the lock
     * @param lease silence after which a holder is turned out
     */
    LeadershipRepository(DataSource sessions, String node, Duration lease) {
        this.sessions = sessions;
        this.node = node;
        this.lease = lease;
    }

    /** The right to read one source. Gone when the connection is. */
    final class Seat implements AutoCloseable {
        private final Connection connection;
        private final String source;
        private final long epoch;

        private Seat(Connection connection, String source, long epoch) {
            this.connection = connection;
            this.source = source;
            this.epoch = epoch;
        }

        long epoch() {
            return epoch;
        }

        /** Says that the holder lives. False when a later term has begun. */
        boolean renew() throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "update source set alive_at = now() where id = ? and epoch = ?")) {
                statement.setString(1, source);
                statement.setLong(2, epoch);
                return statement.executeUpdate() == 1;
            }
        }

        @Override
        public void close() {
            quietly(connection);
        }
    }

    /** Empty while somebody else holds it. */
    Optional<Seat> stand(String source) throws SQLException {
        Connection connection = sessions.getConnection();
        try {
            connection.setNetworkTimeout(HERE, ANSWER_MILLIS);
            if (lock(connection, source)) {
                return Optional.of(begin(connection, source));
            }
            turnOut(connection, source);
        } catch (SQLException e) {
            quietly(connection);
            throw e;
        }
        quietly(connection);
        return Optional.empty();
    }

    private static boolean lock(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, key(source));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Waits for a checkpoint of the term before that is about to commit. */
    private Seat begin(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                insert into source (id, epoch, owner, since, alive_at) values (?, 1, ?, now(), now())
                on conflict (id) do update
                set epoch = source.epoch + 1, owner = excluded.owner, since = now(), alive_at = now()
                returning epoch
                """)) {
            statement.setString(1, source);
            statement.setString(2, node);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Seat(connection, source, row.getLong(1));
            }
        }
    }

    /** A node that stands still keeps its connection, and with it the lock; nothing else would ever end its term. */
    private void turnOut(Connection connection, String source) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select pg_terminate_backend(l.pid) from pg_locks l, source s
                where l.locktype = 'advisory' and l.granted and l.objsubid = 1
                  and l.database = (select oid from pg_database where datname = current_database())
                  and (l.classid::bigint << 32 | l.objid::bigint) = ?
                  and s.id = ? and s.alive_at < now() - ? * interval '1 millisecond'
                """)) {
            statement.setLong(1, key(source));
            statement.setString(2, source);
            statement.setLong(3, lease.toMillis());
            statement.executeQuery().close();
        }
    }

    private static long key(String source) {
        return ByteBuffer.wrap(Digests.key("source", source)).getLong();
    }

    private static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // Lost already; that is what closing is for.
            return;
        }
    }
}
