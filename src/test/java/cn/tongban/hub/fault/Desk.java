package cn.tongban.hub.fault;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many desks at once. Cases arrive at a fixed rate whether or not earlier ones are answered (open model); a case
 * without an answer, or with 503, is handed in again with the same bytes until it is acknowledged. Any other answer is
 * kept as a surprise, which a test asserts to be none.
 */
final class Desk implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** With more than this nobody would come; on a slow machine a run of kills must not fill the memory of the test. */
    private static final int MOST_OPEN = 20_000;

    private final URI hub;
    private final ExecutorService desks;
    private final List<DeskClient> clients = new ArrayList<>();
    private final ThreadLocal<DeskClient> client = ThreadLocal.withInitial(this::connect);
    private final Map<String, Acked> acked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> ackNanos = new ConcurrentLinkedQueue<>();
    private final AtomicLong next;
    private final AtomicLong open = new AtomicLong();
    private volatile boolean running;
    private Thread arrivals = new Thread(() -> {});

    /** @param first number of the first synthetic case, so that several desks do not meet */
    Desk(URI hub, int connections, long first) {
        this.hub = hub;
        this.desks = Executors.newFixedThreadPool(connections);
        this.next = new AtomicLong(first);
    }

    /** Starts the arrivals. */
    void start(int perSecond) {
        running = true;
        arrivals = new Thread(() -> arrive(perSecond), "desk-arrivals");
        arrivals.setDaemon(true);
        arrivals.start();
    }

    /** Ends the arrivals; those without an acknowledgement go on being handed in. */
    void stopArrivals() throws InterruptedException {
        running = false;
        arrivals.join();
    }

    /** Hands in one case from the desks' threads and repeats it until it is acknowledged. */
    void handIn(SyntheticCase made) {
        byte[] body = made.bytes();
        open.incrementAndGet();
        desks.execute(() -> attempt(made.caseNo(), body, 1));
    }

    /** Cases handed in and not acknowledged yet. */
    long open() {
        return open.get();
    }

    Map<String, Acked> acked() {
        return acked;
    }

    /** Answers that were neither an acknowledgement nor a request to come back. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Time from sending to acknowledgement, of the try that succeeded, sorted, in nanoseconds. */
    List<Long> latencies() {
        return ackNanos.stream().sorted().toList();
    }

    static SyntheticCase syntheticCase(long n) {
        return syntheticCase(n, Clock.systemUTC());
    }

    static SyntheticCase syntheticCase(long n, Clock clock) {
        return SyntheticCase.of(n, OffsetDateTime.now(clock.withZone(ZONE)));
    }

    @Override
    public void close() {
        running = false;
        desks.shutdownNow();
        synchronized (clients) {
            clients.forEach(DeskClient::close);
        }
    }

    private void arrive(int perSecond) {
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (long due = System.nanoTime(); running; due += gap) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            if (open.get() < MOST_OPEN) {
                handIn(syntheticCase(next.getAndIncrement()));
            }
        }
    }

    private void attempt(String caseNo, byte[] body, int number) {
        try {
            long start = System.nanoTime();
            WireAnswer answer = client.get().submit(body, "");
            if (answer.status() == 202) {
                ackNanos.add(System.nanoTime() - start);
                acked.put(caseNo, new Acked(caseNo, answer.bodyText(), number));
                open.decrementAndGet();
                return;
            }
            if (answer.status() != 503) {
                surprises.add(answer.status() + " " + answer.bodyText());
                open.decrementAndGet();
                return;
            }
        } catch (IOException e) {
            // No answer: the case may be recorded or not, so the desk hands it in again.
            client.get().close();
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        if (!desks.isShutdown()) {
            desks.execute(() -> attempt(caseNo, body, number + 1));
        }
    }

    private DeskClient connect() {
        DeskClient fresh = new DeskClient(hub, Secrets.DOOR_KEY, Duration.ofSeconds(15), Clock.systemUTC());
        synchronized (clients) {
            clients.add(fresh);
        }
        return fresh;
    }
}
