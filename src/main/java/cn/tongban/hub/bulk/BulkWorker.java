package cn.tongban.hub.bulk;

import cn.tongban.hub.bulk.BulkRun.Went;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does what tasks ask for, a second's worth at a time, newest first. Killed in between, another node goes on from the last
 * second; what was done in it is found to be done and skipped.
 */
final class BulkWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BulkWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    // Each is tried on the bundle: a page must be through long before its lease ends.
    private static final int MOST_TRIED = 100;

    private final BulkRepository repository;
    private final BulkTasks tasks;
    private final BulkRun run;
    private final Mender mender;
    private final TransactionOperations transactions;
    private final String node = "bulk-" + UUID.randomUUID();
    private ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(BulkWorker::thread);
    private volatile boolean running;

    BulkWorker(BulkRepository repository, BulkTasks tasks, BulkRun run, Mender mender, TransactionOperations transactions) {
        this.repository = repository;
        this.tasks = tasks;
        this.run = run;
        this.mender = mender;
        this.transactions = transactions;
    }

    @Override
    public void start() {
        if (clockwork.isShutdown()) {
            clockwork = Executors.newSingleThreadScheduledExecutor(BulkWorker::thread);
        }
        clockwork.scheduleWithFixedDelay(this::turn, 1, 1, TimeUnit.SECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void turn() {
        try {
            repository.claim(node, LEASE).forEach(this::step);
        } catch (RuntimeException e) {
            log.warn("Tasks of people are put off: {}", e.getMessage());
        }
    }

    private void step(BulkTask task) {
        Found found = new Found();
        BulkRun.Each each = task.action().patches() ? mending(task, found) : row -> found.orFailed(row,
                () -> run.decide(task.action(), row, task.askedBy(), task.reason()));
        int size = task.action().patches() ? Math.min(task.perSecond(), MOST_TRIED) : task.perSecond();
        BulkRun.Page page = run.page(task.group().below(task.nextBelow()), size, each);
        UUID below = page.last() == null ? task.nextBelow() : page.last();
        transactions.executeWithoutResult(status -> {
            if (repository.progress(task.id(), node, page, below)) {
                tasks.found(task.id(), found.list());
            }
        });
    }

    private BulkRun.Each mending(BulkTask task, Found found) {
        FieldPatch patch = tasks.patch(task.id());
        return row -> found.orFailed(row, () -> {
            Mender.Verdict verdict = task.action() == BulkAction.CHECK
                    ? mender.look(row, patch)
                    : mender.mend(row, patch, task);
            return switch (verdict.kind()) {
                case PASSES -> Went.DONE;
                case LEFT -> Went.SKIPPED;
                case FAILS -> found.failed(row, verdict.code(), verdict.pointer(), verdict.rule());
            };
        });
    }

    /** Why some of a page would not pass, each kind once. */
    private static final class Found {
        private final Map<List<String>, BulkFinding> kinds = new LinkedHashMap<>();

        /** One that nobody can handle does not hold up those behind it. */
        Went orFailed(DeliveryRow row, Supplier<Went> doing) {
            try {
                return doing.get();
            } catch (HubException e) {
                if (e.code().kind() == ErrorKind.RETRY || BulkRun.MOVED.contains(e.code())) {
                    throw e;
                }
                boolean placed = !e.places().isEmpty();
                return failed(row, e.code().code(), placed ? e.places().get(0).pointer() : "",
                        placed ? e.places().get(0).rule() : "");
            }
        }

        Went failed(DeliveryRow row, String code, String pointer, String rule) {
            kinds.merge(List.of(code, pointer, rule), new BulkFinding(code, pointer, rule, 1, row.id()),
                    (before, one) -> new BulkFinding(code, pointer, rule, before.found() + 1, before.sample()));
            return Went.FAILED;
        }

        List<BulkFinding> list() {
            return List.copyOf(kinds.values());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "bulk-tasks");
        thread.setDaemon(true);
        return thread;
    }
}
