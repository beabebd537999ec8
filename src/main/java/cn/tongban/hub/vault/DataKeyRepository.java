package cn.tongban.hub.vault;

import cn.tongban.hub.support.RowArrays;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

final class DataKeyRepository {
    private final JdbcTemplate jdbc;

    DataKeyRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, byte[]> find(Collection<String> subjects) {
        Map<String, byte[]> found = new HashMap<>();
        jdbc.query("select subject, wrapped from data_key where subject = any(?)",
                RowArrays.of(subjects).text(Function.identity()),
                row -> {
                    found.put(row.getString(1), row.getBytes(2));
                });
        return found;
    }

    int insert(Map<String, DataKey> fresh) {
        return jdbc.update(
                """
                insert into data_key (subject, wrapped) select * from unnest(?::text[], ?::bytea[]) k(subject, wrapped)
                order by subject on conflict do nothing
                """,
                RowArrays.of(fresh.entrySet()).text(Map.Entry::getKey).bytes(e -> e.getValue().wrapped()));
    }

    boolean fingerprintMatches(byte[] fingerprint) {
        jdbc.update("insert into vault_fingerprint (fingerprint) values (?) on conflict do nothing", fingerprint);
        byte[] stored = jdbc.queryForObject("select fingerprint from vault_fingerprint", byte[].class);
        return Arrays.equals(stored, fingerprint);
    }
}
