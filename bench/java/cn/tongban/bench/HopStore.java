package cn.tongban.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The few tables of the prototype that compares lanes with a second hop, and its four statements. One per thread. */
final class HopStore {
    /** A claimed delivery. */
    record Claimed(UUID id, String key, byte[] body) {}

    private static final String RECORD = """
            insert into message(id, body) select * from unnest(?::uuid[], ?::bytea[]);
            insert into delivery(id, order_key, state) select id, key, 'waiting' from unnest(?::uuid[], ?::text[])
              as u(id, key);
            insert into lane(order_key, due, epoch) select key, now(), 0 from unnest(?::text[]) as u(key)
              on conflict (order_key) do nothing""";
    private static final String CLAIM_LANES = """
            with free as (select order_key from lane where owner is null and due <= now() order by due limit ?
                for update skip locked),
              mine as (update lane l set owner = 'node-1', due = now() + interval '30 s', epoch = epoch + 1
                from free where l.order_key = free.order_key returning l.order_key),
              taken as (update delivery d set state = 'sending' from mine
                where d.order_key = mine.order_key and d.state = 'waiting' returning d.id, d.order_key)
            select taken.id, taken.order_key, message.body from taken join message on message.id = taken.id
            """;
    private static final String CLAIM_FOR_RELAY = """
            with next as (select id from delivery where state = 'waiting' order by id limit ? for update skip locked),
              taken as (update delivery d set state = 'relayed' from next where d.id = next.id
                returning d.id, d.order_key)
            select taken.id, taken.order_key, message.body from taken join message on message.id = taken.id
            """;
    private static final String RECEIPT = """
            update delivery d set state = 'delivered', receipt = 'HZ' from unnest(?::uuid[]) as u(id) where d.id = u.id;
            update lane l set owner = null, due = 'infinity' from unnest(?::text[]) as u(key) where l.order_key = u.key;
            insert into hop(delivery_id, at, kind) select id, now(), 'delivered' from unnest(?::uuid[]) as u(id)""";

    private final Connection connection;
    private final PreparedStatement record;
    private final PreparedStatement claim;
    private final PreparedStatement receipt;

    HopStore(String url, boolean lanes) throws SQLException {
        connection = DriverManager.getConnection(url);
        connection.createStatement().execute("set enable_seqscan = off");
        record = connection.prepareStatement(RECORD);
        claim = connection.prepareStatement(lanes ? CLAIM_LANES : CLAIM_FOR_RELAY);
        receipt = connection.prepareStatement(RECEIPT);
    }

    static void create(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().execute("""
                    drop table if exists message, delivery, lane, hop;
                    create table message(id uuid primary key, body bytea);
                    create table delivery(id uuid primary key, order_key text, state text, receipt text)
                      with (fillfactor = 70);
                    create index on delivery(order_key) where state = 'waiting';
                    create index on delivery(id) where state = 'waiting';
                    create table lane(order_key text primary key, due timestamptz, owner text, epoch bigint)
                      with (fillfactor = 70);
                    create index on lane(due) where owner is null and due < 'infinity';
                    create table hop(delivery_id uuid, at timestamptz, kind text)""");
        }
    }

    void record(List<UUID> ids, List<String> keys, List<byte[]> bodies) throws SQLException {
        UUID[] id = ids.toArray(UUID[]::new);
        String[] key = keys.toArray(String[]::new);
        record.setArray(1, connection.createArrayOf("uuid", id));
        record.setArray(2, connection.createArrayOf("bytea", bodies.toArray(byte[][]::new)));
        record.setArray(3, connection.createArrayOf("uuid", id));
        record.setArray(4, connection.createArrayOf("text", key));
        record.setArray(5, connection.createArrayOf("text", key));
        record.execute();
    }

    /** Claims in one commit, or leaves the commit to {@link #commit} when {@code open}. */
    List<Claimed> claim(int most, boolean open) throws SQLException {
        connection.setAutoCommit(!open);
        claim.setInt(1, most);
        List<Claimed> claimed = new ArrayList<>();
        try (ResultSet rows = claim.executeQuery()) {
            while (rows.next()) {
                claimed.add(new Claimed(rows.getObject(1, UUID.class), rows.getString(2), rows.getBytes(3)));
            }
        }
        return claimed;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void receipts(List<UUID> ids, List<String> keys) throws SQLException {
        UUID[] id = ids.toArray(UUID[]::new);
        receipt.setArray(1, connection.createArrayOf("uuid", id));
        receipt.setArray(2, connection.createArrayOf("text", keys.toArray()));
        receipt.setArray(3, connection.createArrayOf("uuid", id));
        receipt.execute();
    }
}
