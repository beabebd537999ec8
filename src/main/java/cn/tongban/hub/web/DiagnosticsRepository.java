package cn.tongban.hub.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Sizes, counts and settings of the database; no row of anybody. */
@Component
class DiagnosticsRepository {
    private final JdbcTemplate jdbc;

    DiagnosticsRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** By name: table sizes with estimated rows, deliveries by destination and state, settings that are not defaults. */
    Map<String, List<Map<String, String>>> all() {
        Map<String, List<Map<String, String>>> parts = new LinkedHashMap<>();
        parts.put("tables", rows("""
                select c.relname as "table", pg_total_relation_size(c.oid) as bytes, c.reltuples::bigint as rows
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = current_schema() and c.relkind in ('r', 'p') order by 2 desc limit 200
                """));
        parts.put("open", rows("""
                select destination, blocked, count(*) as lanes from lane
                where due is not null or blocked group by 1, 2 order by 1, 2 limit 1000
                """));
        parts.put("attention", rows("select state, count(*) as deliveries from attention group by 1 order by 1"));
        parts.put("restores", rows("select backup, taken_at, restored_at, doubtful from restored order by 3 limit 100"));
        parts.put("migrations", rows("""
                select version, description, success from flyway_schema_history order by installed_rank limit 500
                """));
        parts.put("settings", rows("""
                select name, setting, unit from pg_settings
                where source not in ('default', 'client') and name !~ '(file|director|command|conninfo|ssl)'
                order by 1 limit 300
                """));
        return parts;
    }

    /** Bytes of the whole database. */
    long size() {
        Long bytes = jdbc.queryForObject("select pg_database_size(current_database())", Long.class);
        return bytes == null ? 0 : bytes;
    }

    private List<Map<String, String>> rows(String sql) {
        List<Map<String, String>> rows = new ArrayList<>();
        jdbc.query(sql, row -> {
            Map<String, String> one = new LinkedHashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                one.put(row.getMetaData().getColumnLabel(i), String.valueOf(row.getString(i)));
            }
            rows.add(one);
        });
        return rows;
    }
}
