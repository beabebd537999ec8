package cn.tongban.hub.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The bundles themselves. */
final class BundleRepository {
    private static final String COLUMNS = "digest, label, files, bytes, stored_at, stored_by";

    private final JdbcTemplate jdbc;

    BundleRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Does nothing when it is there already. */
    void put(StoredBundle bundle, byte[] archive) {
        jdbc.update(
                """
                insert into bundle (digest, label, archive, files, bytes, stored_at, stored_by) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (digest) do nothing
                """,
                bundle.digest(), bundle.label(), archive, bundle.files(), bundle.bytes(),
                Timestamp.from(bundle.storedAt()), bundle.storedBy());
    }

    /** @return false when another bundle has this label */
    boolean label(String digest, String label) {
        return jdbc.update(
                """
                update bundle set label = ? where digest = ?
                and not exists (select from bundle other where other.label = ? and other.digest <> ?)
                """,
                label, digest, label, digest) > 0;
    }

    Optional<byte[]> archive(String digest) {
        return jdbc.queryForList("select archive from bundle where digest = ?", byte[].class, digest).stream().findFirst();
    }

    /** Those that the name may mean: a label, a digest or the beginning of one. Two at most. */
    List<StoredBundle> named(String name) {
        return jdbc.query("select " + COLUMNS + " from bundle where label = ? or starts_with(digest, ?)"
                + " order by label = ? desc limit 2", (row, n) -> bundle(row), name, name, name);
    }

    /** Newest first. */
    List<StoredBundle> all(int most) {
        return jdbc.query("select " + COLUMNS + " from bundle order by stored_at desc, digest limit ?",
                (row, n) -> bundle(row), most);
    }

    private static StoredBundle bundle(ResultSet row) throws SQLException {
        return new StoredBundle(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4),
                row.getTimestamp(5).toInstant(), row.getString(6));
    }
}
