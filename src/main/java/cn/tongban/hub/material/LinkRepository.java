package cn.tongban.hub.material;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

final class LinkRepository {
    private final JdbcTemplate jdbc;

    LinkRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Link(String destination, UUID messageId) {}

    void arm(byte[] token, String destination, UUID deliveryId, StoredMaterial material, Duration life) {
        jdbc.update(
                """
                insert into material_link (token, destination, delivery_id, case_no, message_id, expires_at)
                values (?, ?, ?, ?, ?, now() + ? * interval '1 second')
                on conflict (token) do update set expires_at = excluded.expires_at, taken_at = null
                """,
                token, destination, deliveryId, material.caseNo(), material.messageId(), life.toSeconds());
    }

    Optional<Link> take(byte[] token) {
        return jdbc.query(
                """
                update material_link set taken_at = now() where token = ? and taken_at is null and expires_at > now()
                returning destination, message_id
                """,
                (row, n) -> new Link(row.getString(1), row.getObject(2, UUID.class)), token).stream().findFirst();
    }

    void giveBack(byte[] token) {
        jdbc.update("update material_link set taken_at = null where token = ?", token);
    }

    void sweep() {
        jdbc.update("delete from material_link where expires_at < now() - interval '1 day'");
    }
}
