package cn.tongban.hub.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Filtered lists of accounts. */
final class SavedViewRepository {
    private final JdbcClient jdbc;

    SavedViewRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SavedView> of(UUID account, String path) {
        return jdbc.sql("select id, name, path, address from saved_view where account_id = :account and path = :path order by id")
                .param("account", account).param("path", path)
                .query((row, n) -> new SavedView(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    /** @return false when the account has so many already */
    boolean save(UUID account, SavedView view, Instant now, int most) {
        return jdbc.sql("""
                        insert into saved_view (id, account_id, name, path, address, created_at)
                        select :id, :account, :name, :path, :address, :now
                        where (select count(*) from saved_view where account_id = :account) < :most
                        on conflict (account_id, path, name) do update set address = excluded.address
                        """)
                .param("id", view.id()).param("account", account).param("name", view.name()).param("path", view.path())
                .param("address", view.address()).param("now", Timestamp.from(now)).param("most", most).update() > 0;
    }

    void forget(UUID account, UUID id) {
        jdbc.sql("delete from saved_view where account_id = :account and id = :id").param("account", account).param("id", id)
                .update();
    }
}
