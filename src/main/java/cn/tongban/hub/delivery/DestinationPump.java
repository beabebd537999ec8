package cn.tongban.hub.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Drives one destination with threads of its own, so that a slow or dead one can take nothing from the others. One thread
 * turns (settle, claim), the others carry.
 */
final class DestinationPump {
    private static final Logger log = LoggerFactory.getLogger(DestinationPump.class);
    // Claimed work may wait for a worker, so that a turn's commit does not leave the workers idle. Few, because after a
    // kill all that was claimed is in doubt.
    private static final int AHEAD = 3;
    private static final Duration IDLE = Duration.ofMillis(250);
    // A turn costs the database much the same for one delivery as for ten. After a pause a turn comes at once; while there
    // is traffic, receipts and new work gather for this long.
    private static final Duration GATHER = Duration.ofMillis(10);
    private static final Duration LOOK_FOR_OVERSLEEPERS = Duration.ofSeconds(5);
    private static final Duration CUT = Duration.ofSeconds(5);
    private static final Duration DATABASE_AWAY = Duration.ofMillis(500);

    private final DeliveryPolicy policy;
    private final LaneTurn turn;
    private final Dispatcher dispatcher;
    private final Steering steering;
    private final Clock clock;
    private final Duration lease;
    private final Circuit circuit;
    private final RateCap cap;
    private final ExecutorService workers;
    private final Thread thread;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final BulkPlaces bulk;
    private final Set<Head> carried = ConcurrentHashMap.newKeySet();
    private long renewed = System.nanoTime();
    private volatile boolean running = true;
    /** What has not come back by now never will: it was queued, and its workers are gone. */
    private volatile boolean letGo;
    private long lookedForOversleepers = System.nanoTime();
    private long nextTurn = System.nanoTime();

    /** Something that the turning thread wants to hear of: finished work, or a nudge (empty). */
    private record Event(List<Finished> finished) {
        static final Event NUDGE = new Event(List.of());
    }

    DestinationPump(DeliveryPolicy policy, LaneTurn turn, Dispatcher dispatcher, Steering steering, Clock clock,
            Duration lease) {
        this.policy = policy;
        this.turn = turn;
        this.dispatcher = dispatcher;
        this.steering = steering;
        this.clock = clock;
        this.lease = lease;
        this.circuit = new Circuit(policy.circuit(), System::nanoTime);
        this.cap = new RateCap(policy.ratePerSecond(), System::nanoTime);
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(policy.concurrency(), task -> {
            Thread worker = new Thread(task, "carry-" + policy.destination() + "-" + number.incrementAndGet());
            worker.setDaemon(true);
            return worker;
        });
        this.bulk = new BulkPlaces(workers, policy.concurrency());
        this.thread = new Thread(this::run, "lanes-" + policy.destination());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** New work may be there. Cheap, from any thread. */
    void wake() {
        if (events.isEmpty()) {
            events.add(Event.NUDGE);
        }
    }

    Circuit.State circuit() {
        return circuit.state();
    }

    boolean open() {
        Instant now = clock.instant();
        return policy.hours().openAt(now) && !steering.closes(policy.destination(), now);
    }

    int inFlight() {
        return inFlight.get();
    }

    DeliveryPolicy policy() {
        return policy;
    }

    /**
     * Claims nothing more, lets what is in flight end within {@code patience}, and writes its receipts. What is cut then says
     * so, and what never began is let go: its claim ends by itself.
     */
    void stop(Duration patience) {
        running = false;
        wake();
        awaitEnd(patience);
        workers.shutdownNow();
        awaitEnd(CUT);
        letGo = true;
    }

    private void awaitEnd(Duration patience) {
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Finished> finished = new ArrayList<>();
        while (running || inFlight.get() > 0 && !letGo || !finished.isEmpty()) {
            try {
                collect(finished);
                wakeOversleepers();
                renewLeases();
                List<Work> work = turn.take(policy, finished, running ? allowed(finished.size()) : 0, lease);
                inFlight.addAndGet(-finished.size());
                finished.clear();
                carry(work);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ConcurrencyFailureException e) {
                log.debug("Turn of {} lost a race and is repeated", policy.destination(), e);
            } catch (RuntimeException e) {
                log.warn("Turn of {} failed; {} receipts are kept and written as soon as the database takes them: {}",
                        policy.destination(), finished.size(), e.getMessage());
                pauseAfterFailure();
            }
        }
    }

    private void wakeOversleepers() {
        long now = System.nanoTime();
        if (now - lookedForOversleepers > LOOK_FOR_OVERSLEEPERS.toNanos()) {
            lookedForOversleepers = now;
            if (turn.wakeOversleepers(policy, lease) > 0) {
                log.warn("The database's clock was set back; lanes of {} that slept by the old time go on",
                        policy.destination());
            }
        }
    }

    /** What is under way for long keeps its claim; a node that is dead or stopped renews nothing. */
    private void renewLeases() {
        long now = System.nanoTime();
        if (now - renewed > lease.toNanos() / 3) {
            // In this order: when the database does not answer, it is asked again before anything is claimed.
            turn.renew(policy.destination(), carried, lease);
            renewed = now;
        }
    }

    private int allowed(int finished) {
        int under = inFlight.get() - finished;
        int most = policy.concurrency() * AHEAD;
        // Bulk that waits for its turn must not keep others from being claimed; but there is an end to it.
        int waitingBulk = (int) Math.min(most, carried.stream().filter(head -> BulkPlaces.isBulk(head.type())).count());
        int free = most - (under - waitingBulk);
        if (free <= 0 || !open()) {
            return 0;
        }
        cap.limit(steering.cap(policy.destination(), policy.ratePerSecond()));
        return cap.allow(circuit.allow(free, under));
    }

    private void collect(List<Finished> finished) throws InterruptedException {
        Event event = finished.isEmpty() ? events.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS) : events.poll();
        while (event != null) {
            finished.addAll(event.finished());
            event = events.poll(running ? nextTurn - System.nanoTime() : 0, TimeUnit.NANOSECONDS);
        }
        nextTurn = System.nanoTime() + GATHER.toNanos();
    }

    private void carry(List<Work> work) {
        if (work.isEmpty()) {
            return;
        }
        inFlight.addAndGet(work.size());
        cap.take(work.size());
        work.forEach(one -> carried.add(one.head()));
        Map<Boolean, List<Work>> kinds =
                work.stream().collect(Collectors.partitioningBy(one -> BulkPlaces.isBulk(one.head().type())));
        kinds.forEach((isBulk, some) -> {
            if (!some.isEmpty()) {
                dispatcher.dispatch(some, isBulk ? bulk : workers, this::done);
            }
        });
    }

    private void done(Finished finished) {
        circuit.record(finished.sent() != null ? finished.sent().outcome() : outcomeOf(finished.answer()));
        carried.remove(finished.head());
        events.add(new Event(List.of(finished)));
    }

    private static Outcome outcomeOf(ProbeAnswer answer) {
        return answer instanceof ProbeAnswer.Unknown unknown
                ? new Outcome.Doubtful(cn.tongban.hub.support.ErrorCode.ANSWER_LOST, unknown.reason())
                : new Outcome.Delivered(null, true);
    }

    private void pauseAfterFailure() {
        try {
            TimeUnit.MILLISECONDS.sleep(DATABASE_AWAY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
