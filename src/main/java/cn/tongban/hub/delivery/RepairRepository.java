package cn.tongban.hub.delivery;

import cn.tongban.hub.support.RowArrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

final class RepairRepository {
    private final JdbcTemplate jdbc;

    RepairRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Sealed patches, oldest first. */
    List<byte[]> patches(UUID delivery) {
        return jdbc.query("select patch from repair where delivery_id = ? order by no limit 200",
                (row, n) -> row.getBytes(1), delivery);
    }

    /** How many patches there are. */
    int revision(UUID delivery) {
        Integer count = jdbc.queryForObject("select count(*) from repair where delivery_id = ?", Integer.class, delivery);
        return count == null ? 0 : count;
    }

    /** How often it was rejected after it had been delivered. */
    int rejections(UUID delivery) {
        Integer count = jdbc.queryForObject(
                "select count(*) from hop where delivery_id = ? and kind = 'rejected'", Integer.class, delivery);
        return count == null ? 0 : count;
    }

    /** Those of the deliveries that have a patch. */
    Set<UUID> among(Collection<UUID> deliveries) {
        return Set.copyOf(jdbc.query("select distinct delivery_id from repair where delivery_id = any(?)",
                RowArrays.of(deliveries).uuid(Function.identity()),
                (row, n) -> row.getObject(1, UUID.class)));
    }

    void insert(UUID delivery, String actor, String reason, byte[] sealed) {
        jdbc.update(
                """
                insert into repair (delivery_id, no, at, actor, reason, patch)
                select ?, coalesce(max(no), 0) + 1, now(), ?, ?, ? from repair where delivery_id = ?
                """,
                delivery, actor, reason, sealed, delivery);
    }
}
