package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.LagLimits;
import cn.tongban.hub.connector.TableSource.Over;
import cn.tongban.hub.source.SlotRepository.Slot;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the slot once a second for the whole term, also while nobody reads it: a slot without a reader fills the disk
 * of the other side. Sends the heartbeats, and notices when tables are taken out of the publication.
 */
final class SlotWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SlotWatch.class);
    private static final int LOOK_AT_TABLES_EACH = 5;

    private final String source;
    private final Partner partner;
    private final TableSource settings;
    private final TableShapes shapes;
    private final Term term;
    private final Clock clock;
    private final AtomicLong arrived;
    private final ScheduledExecutorService timer;
    private @Nullable SlotRepository slots;
    private int ticks;
    private volatile boolean changed;

    SlotWatch(String source, Partner partner, TableSource settings, TableShapes shapes, Term term, Clock clock) {
        this.source = source;
        this.partner = partner;
        this.settings = settings;
        this.shapes = shapes;
        this.term = term;
        this.clock = clock;
        this.arrived = new AtomicLong(clock.millis());
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "source-slot-" + source);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** A heartbeat that was sent then is recorded now. */
    void arrived(long beat) {
        if (beat > 0) {
            arrived.set(beat);
        }
    }

    /** True once when tables or publication are not what they were. */
    boolean takeChange() {
        boolean now = changed;
        changed = false;
        return now;
    }

    private void look() {
        try {
            SlotRepository open = slots;
            if (open == null) {
                open = SlotRepository.open(partner, settings);
                slots = open;
            }
            watch(open);
        } catch (SQLException e) {
            log.debug("Source {} cannot look at its slot", source, e);
            close(slots);
            slots = null;
            late(0, false);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("source", source).setCause(e).log("The watch over {} missed a look", source);
        }
    }

    private void watch(SlotRepository open) throws SQLException {
        open.beat(clock.millis());
        Slot slot = open.slot().orElse(null);
        if (slot != null) {
            judge(open, slot);
        }
        if (ticks++ % LOOK_AT_TABLES_EACH == 0) {
            raiseWhile(!open.capped(), SourceAlarm.SLOT_UNCAPPED);
            changed |= slot != null && (!open.published() || drifted());
        }
    }

    private void judge(SlotRepository open, Slot slot) throws SQLException {
        LagLimits limits = settings.lag();
        late(slot.held(), slot.behind() > limits.alarmBytes());
        boolean over = slot.held() > limits.capBytes();
        raiseWhile(over, SourceAlarm.LAG_CAP);
        if (over && limits.over() == Over.DROP_SLOT) {
            open.drop();
            term.raise(SourceAlarm.SLOT_DROPPED, settings.slot());
        }
    }

    /** Also while the other side does not answer: then nobody knows how much there is, only for how long. */
    private void late(long held, boolean much) {
        Duration behind = Duration.ofMillis(Math.max(0, clock.millis() - arrived.get()));
        term.measured(behind, held);
        raiseWhile(much || behind.compareTo(settings.lag().alarm()) > 0, SourceAlarm.LAG);
    }

    private boolean drifted() throws SQLException {
        try (PartnerRepository rows = PartnerRepository.open(partner, settings)) {
            shapes.check(term, rows);
            return false;
        } catch (TableShapes.Drift e) {
            return true;
        }
    }

    private void raiseWhile(boolean wrong, SourceAlarm alarm) {
        if (wrong) {
            term.raise(alarm, settings.slot());
        } else {
            term.clear(alarm);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(Partner.ANSWER.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("The watch over {} hangs", source);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(slots);
    }

    private static void close(@Nullable SlotRepository open) {
        if (open != null) {
            open.close();
        }
    }
}
