package cn.tongban.hub.bulk;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through many deliveries, newest first, each in a transaction of its own, so that none waits for all. Tasks go a page
 * at a time, whoever waits for the answer goes through all.
 */
public final class BulkRun {
    private static final int PAGE = 200;
    /** Somebody or something was faster. */
    static final Set<ErrorCode> MOVED =
            Set.of(ErrorCode.NOT_POSSIBLE_NOW, ErrorCode.REPAIRED_MEANWHILE, ErrorCode.DELIVERY_UNKNOWN);

    private final DeliveryQueries queries;
    private final DeliveryDesk desk;

    BulkRun(DeliveryQueries queries, DeliveryDesk desk) {
        this.queries = queries;
        this.desk = desk;
    }

    /** What became of one. */
    enum Went {
        DONE,
        SKIPPED,
        FAILED
    }

    /** @throws HubException NOT_POSSIBLE_NOW, REPAIRED_MEANWHILE for one that was moved meanwhile; of kind RETRY to stop here */
    @FunctionalInterface
    interface Each {
        Went of(DeliveryRow row);
    }

    /**
     * @param last the last one that was looked at, null for none
     * @param stopped why it stopped before the page's end, null when it did not
     * @param more whether there may be more
     */
    record Page(int done, int skipped, int failed, @Nullable UUID last, @Nullable HubException stopped, boolean more) {}

    /** @param skipped those that somebody or something else had moved meanwhile */
    public record Counts(int done, int skipped) {}

    Page page(DeliveryFilter filter, int size, Each each) {
        List<DeliveryRow> rows = queries.page(filter, size);
        int[] counts = new int[Went.values().length];
        UUID last = null;
        for (DeliveryRow row : rows) {
            try {
                counts[went(row, each).ordinal()]++;
            } catch (HubException e) {
                if (e.code().kind() != ErrorKind.RETRY) {
                    throw e;
                }
                return page(counts, last, e, true);
            }
            last = row.id();
        }
        return page(counts, last, null, rows.size() == size);
    }

    private static Page page(int[] counts, @Nullable UUID last, @Nullable HubException stopped, boolean more) {
        return new Page(counts[Went.DONE.ordinal()], counts[Went.SKIPPED.ordinal()], counts[Went.FAILED.ordinal()], last,
                stopped, more);
    }

    private static Went went(DeliveryRow row, Each each) {
        try {
            return each.of(row);
        } catch (HubException e) {
            if (MOVED.contains(e.code())) {
                return Went.SKIPPED;
            }
            throw e;
        }
    }

    /** A replay or a discard of one. */
    Went decide(BulkAction action, DeliveryRow row, String who, String why) {
        if (action == BulkAction.REPLAY) {
            desk.replay(row.id(), who, why, false);
        } else {
            desk.discard(row.id(), who, why);
        }
        return Went.DONE;
    }

    /**
     * Replays or discards at most {@link DeliveryDesk#MOST} at once.
     *
     * @param filter its {@code before} is where it begins
     */
    public Counts all(BulkAction action, DeliveryFilter filter, String who, String why) {
        int done = 0;
        int skipped = 0;
        DeliveryFilter rest = filter;
        while (done + skipped < DeliveryDesk.MOST) {
            Page page = page(rest, Math.min(PAGE, DeliveryDesk.MOST - done - skipped), row -> decide(action, row, who, why));
            done += page.done();
            skipped += page.skipped();
            if (page.stopped() != null) {
                throw page.stopped();
            }
            if (page.last() == null || !page.more()) {
                break;
            }
            rest = rest.before(page.last());
        }
        return new Counts(done, skipped);
    }
}
