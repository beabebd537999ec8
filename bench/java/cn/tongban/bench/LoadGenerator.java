package cn.tongban.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A process that sends cases to one door. Each line on its input is a turn (see {@link LoadPlan}); each turn prints one
 * line (see {@link LoadResult}). Requests are built and signed before the clock starts; one thread drives all
 * connections, so that the generator takes little from the processors it shares with what it measures.
 */
final class LoadGenerator {
    private static final long GRACE_NANOS = 20_000_000_000L;

    private final LoadPlan plan;
    private final byte[][] requests;
    private final long[] goodNanos;
    private final ArrayDeque<Line> idle = new ArrayDeque<>();
    private final Selector selector;
    private int next;
    private int busy;
    private int good;
    private int bad;
    private int broken;
    private long began;

    /** One connection and when its request should have been sent. */
    private static final class Line {
        private final Wire wire;
        private long intended;

        Line(Wire wire) {
            this.wire = wire;
        }
    }

    private LoadGenerator(LoadPlan plan) throws IOException {
        this.plan = plan;
        CaseRequests cases = new CaseRequests(LoadPlan.SENDER, plan.secret().getBytes(StandardCharsets.UTF_8),
                Long.toString(System.nanoTime(), 36));
        long now = System.currentTimeMillis();
        String host = "127.0.0.1:" + plan.port();
        this.requests = new byte[plan.count()][];
        IntStream.range(0, plan.count()).parallel()
                .forEach(i -> requests[i] = cases.request(host, plan.path(), plan.first() + i, now));
        this.goodNanos = new long[plan.count()];
        this.selector = Selector.open();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader turns = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("READY");
        for (String line = turns.readLine(); line != null; line = turns.readLine()) {
            System.out.println(new LoadGenerator(LoadPlan.parse(line)).run().line());
        }
    }

    private LoadResult run() throws IOException {
        for (int i = 0; i < plan.connections(); i++) {
            Line line = new Line(new Wire(plan.port(), false));
            register(line);
            idle.add(line);
        }
        System.gc();
        began = System.nanoTime();
        long end = began + (long) (plan.seconds() * 1e9);
        long last = began;
        while (busy > 0 || mayStart(last, end)) {
            startDue(System.nanoTime(), end);
            selector.select(1);
            last = System.nanoTime();
            for (SelectionKey key : selector.selectedKeys()) {
                serve(key);
            }
            selector.selectedKeys().clear();
            if (last > end + GRACE_NANOS) {
                broken += busy;
                break;
            }
        }
        double seconds = (last - began) / 1e9;
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
        return LoadResult.of(next, bad, broken, seconds, Arrays.copyOf(goodNanos, good));
    }

    private boolean mayStart(long now, long end) {
        return next < plan.count() && (plan.isOpen() || now < end);
    }

    private void startDue(long now, long end) throws IOException {
        while (!idle.isEmpty() && mayStart(now, end)) {
            long intended = plan.isOpen() ? began + (long) (next * 1e9 / plan.rate()) : now;
            if (intended > now) {
                return;
            }
            Line line = idle.poll();
            line.intended = intended;
            busy++;
            try {
                if (!line.wire.send(requests[next++])) {
                    line.wire.channel().keyFor(selector).interestOps(SelectionKey.OP_WRITE);
                }
            } catch (IOException e) {
                lost(line);
            }
        }
    }

    private void serve(SelectionKey key) throws IOException {
        Line line = (Line) key.attachment();
        try {
            if (key.isWritable()) {
                if (line.wire.sendMore()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            } else if (line.wire.receive()) {
                answered(line);
            }
        } catch (IOException e) {
            lost(line);
        }
    }

    private void answered(Line line) throws IOException {
        if (line.wire.status() / 100 == 2) {
            goodNanos[good++] = System.nanoTime() - line.intended;
        } else if (bad++ == 0) {
            System.err.println("first refusal: " + line.wire.answer());
        }
        if (line.wire.closes()) {
            line.wire.reopen();
            register(line);
        }
        busy--;
        idle.add(line);
    }

    private void lost(Line line) throws IOException {
        broken++;
        busy--;
        line.wire.reopen();
        register(line);
        idle.add(line);
    }

    private void register(Line line) throws IOException {
        line.wire.channel().register(selector, SelectionKey.OP_READ, line);
    }
}
