package cn.tongban.hub.material;

import cn.tongban.hub.support.RowArrays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Materials of cases; rows are written in the one commit, under the lock of their case. */
public final class MaterialRepository {
    private static final String INSERT =
            """
            insert into case_material (case_no, material_id, version, message_id, blob, size, media_type, get_type, status,
                supplied_at, facts)
            select m.case_no, m.material_id, m.version, m.message_id, m.blob, m.size, m.media_type, m.get_type, 'SUPPLIED',
                at_micros(m.at), m.facts
            from unnest(?::text[], ?::text[], ?::integer[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                ?::bigint[], ?::bytea[])
                m(case_no, material_id, version, message_id, blob, size, media_type, get_type, at, facts)
            """;

    private static final String REPLACED =
            """
            update case_material c set status = 'REPLACED'
            from unnest(?::text[], ?::text[], ?::integer[]) m(case_no, material_id, version)
            where c.case_no = m.case_no and c.material_id = m.material_id and c.version < m.version
              and c.status = 'SUPPLIED'
            """;

    private static final String ROW =
            """
            select case_no, material_id, version, message_id, blob, size, media_type, get_type, status, supplied_at, facts
            from case_material
            """;

    private final JdbcTemplate jdbc;

    public MaterialRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A row as it lies there; its facts are sealed. */
    record Row(String caseNo, String materialId, int version, UUID messageId, @Nullable String blob, long size,
            String mediaType, String getType, String status, java.time.Instant suppliedAt, byte[] facts) {}

    /** What these cases, locked by the caller, have; an empty shelf for those that have nothing. */
    public Map<String, MaterialShelf> shelves(Collection<String> caseNos) {
        Map<String, MaterialShelf> shelves = new HashMap<>();
        caseNos.forEach(caseNo -> shelves.put(caseNo, new MaterialShelf()));
        jdbc.query("select case_no, material_id, version, size from case_material where case_no = any(?) and status = 'SUPPLIED'",
                RowArrays.of(caseNos).text(Function.identity()),
                row -> {
                    shelves.get(row.getString(1)).hold(row.getString(2), row.getInt(3), row.getLong(4));
                });
        return shelves;
    }

    public void insert(List<NewMaterial> materials) {
        jdbc.update(INSERT, RowArrays.of(materials)
                .text(NewMaterial::caseNo)
                .text(NewMaterial::materialId)
                .integer(NewMaterial::version)
                .uuid(NewMaterial::messageId)
                .text(NewMaterial::blob)
                .bigint(NewMaterial::size)
                .text(NewMaterial::mediaType)
                .text(NewMaterial::getType)
                .instant(NewMaterial::suppliedAt)
                .bytes(NewMaterial::facts));
        List<NewMaterial> newer = materials.stream().filter(m -> m.version() > 1).toList();
        if (!newer.isEmpty()) {
            jdbc.update(REPLACED, RowArrays.of(newer)
                    .text(NewMaterial::caseNo).text(NewMaterial::materialId).integer(NewMaterial::version));
        }
    }

    /** Who took the case in, and how much its materials have; empty for a case that is not known. */
    Optional<Standing> standing(String caseNo) {
        return jdbc.query(
                """
                select c.origin, coalesce(sum(m.size), 0) from service_case c
                left join case_material m on m.case_no = c.case_no and m.status = 'SUPPLIED'
                where c.case_no = ? group by c.origin
                """,
                (row, n) -> new Standing(row.getString(1), row.getLong(2)), caseNo).stream().findFirst();
    }

    /** @param size bytes of the newest versions of all materials */
    record Standing(String origin, long size) {}

    Optional<Row> ofMessage(UUID messageId) {
        return jdbc.query(ROW + " where message_id = ?", (row, n) -> row(row), messageId).stream().findFirst();
    }

    List<Row> ofCase(String caseNo, int limit) {
        return jdbc.query(ROW + " where case_no = ? order by supplied_at, material_id, version limit ?",
                (row, n) -> row(row), caseNo, limit);
    }

    Optional<Row> version(String caseNo, String materialId, @Nullable Integer version) {
        return jdbc.query(ROW + " where case_no = ? and material_id = ? and (?::integer is null or version = ?)"
                        + " order by version desc limit 1",
                (row, n) -> row(row), caseNo, materialId, version, version).stream().findFirst();
    }

    /** Whether any case has this blob. */
    boolean isUsed(String blob) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from case_material where blob = ?)", Boolean.class, blob));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("case_no"),
                row.getString("material_id"),
                row.getInt("version"),
                row.getObject("message_id", UUID.class),
                row.getString("blob"),
                row.getLong("size"),
                row.getString("media_type"),
                row.getString("get_type"),
                row.getString("status"),
                row.getTimestamp("supplied_at").toInstant(),
                row.getBytes("facts"));
    }
}
