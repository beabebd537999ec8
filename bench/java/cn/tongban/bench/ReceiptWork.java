package cn.tongban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** One receipt commit per call: deliveries settled, lanes freed, hops added; stock is made outside the measured way. */
final class ReceiptWork implements RecordFloor.Work {
    private static final int STOCK = 20_000;
    private static final String RECEIPT = """
            update delivery d set state = 'delivered', attempt = 1, receipt = u.receipt
              from unnest(?::uuid[], ?::text[]) as u(id, receipt) where d.id = u.id and d.epoch = 0;
            update lane l set owner = null, due = 'infinity', epoch = epoch + 1
              from unnest(?::text[]) as u(order_key)
              where l.destination = 'city-platform' and l.order_key = u.order_key and l.epoch = 0;
            insert into hop(delivery_id, at, kind, status, millis, bundle, detail)
              select id, now(), 'delivered', 200, 12, decode(repeat('ab', 32), 'hex'), 'HZ20260316000001'
              from unnest(?::uuid[]) as u(id)""";
    private static final String MAKE = """
            with made as (insert into delivery(id, message_id, destination, order_key, state, attempt, due, epoch)
                select ('01990000-0000-7000-8000-' || lpad(to_hex(%1$d + i), 12, '0'))::uuid, gen_random_uuid(),
                  'city-platform', 'case-' || %1$d + i, 'sending', 0, now(), 0 from generate_series(0, %2$d) i)
            insert into lane(destination, order_key, due, owner, epoch)
                select 'city-platform', 'case-' || %1$d + i, now(), 'node-1', 0 from generate_series(0, %2$d) i""";
    private static final java.util.concurrent.atomic.AtomicLong NUMBERS = new java.util.concurrent.atomic.AtomicLong();

    private final Connection connection;
    private final PreparedStatement receipt;
    private final int batch;
    private long next;
    private long end;

    ReceiptWork(Connection connection, int batch) throws SQLException {
        this.connection = connection;
        this.batch = batch;
        connection.createStatement().execute("set search_path to receipts");
        this.receipt = connection.prepareStatement(RECEIPT);
        refill();
    }

    @Override
    public int once() throws SQLException {
        if (next + batch > end) {
            refill();
        }
        UUID[] ids = new UUID[batch];
        String[] keys = new String[batch];
        String[] receipts = new String[batch];
        for (int i = 0; i < batch; i++, next++) {
            ids[i] = new UUID(0x0199000000007000L, 0x8000000000000000L | next);
            keys[i] = "case-" + next;
            receipts[i] = "HZ20260316" + next;
        }
        receipt.setArray(1, connection.createArrayOf("uuid", ids));
        receipt.setArray(2, connection.createArrayOf("text", receipts));
        receipt.setArray(3, connection.createArrayOf("text", keys));
        receipt.setArray(4, connection.createArrayOf("uuid", ids));
        receipt.execute();
        return batch;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void refill() throws SQLException {
        next = NUMBERS.getAndAdd(STOCK);
        end = next + STOCK;
        connection.createStatement().execute(MAKE.formatted(next, STOCK - 1));
    }
}
