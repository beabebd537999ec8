package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.flow.SourceEntry;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.Taken;
import cn.tongban.hub.source.WaitingRepository.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;

/** Hands rows over to the active bundle, children never before their parent, and the position with them in one commit. */
final class Handout {
    private static final int OVERDUE_AT_ONCE = 200;

    private final String source;
    private final TableSource settings;
    private final SourceEntry entry;
    private final WaitingRepository waiting;
    private final RowItems items;
    private final Committing committing;
    private final Clock clock;

    Handout(String source, TableSource settings, SourceEntry entry, WaitingRepository waiting, MeterRegistry meters,
            Clock clock) {
        this.source = source;
        this.settings = settings;
        this.entry = entry;
        this.waiting = waiting;
        this.items = new RowItems(source, settings);
        this.committing = new Committing(source, meters);
        this.clock = clock;
    }

    /**
     * Returns after the commit; until then it tries again, however long the hub's database is away.
     *
     * @param position of the last of the rows
     * @throws TermOver when somebody else reads now; nothing was committed
     */
    void hand(Term term, List<Row> rows, String position) throws InterruptedException {
        committing.untilDone(term, () -> {
            Sorting sorting = new Sorting(source, settings, items, waiting, clock.instant());
            rows.forEach(sorting::add);
            List<SourceItem> ready = sorting.ready();
            List<Taken> taken = entry.handOver(ready, () -> {
                sorting.store();
                term.checkpoint(position);
            });
            committing.count(taken);
            sorting.overflowing().ifPresent(table -> term.raise(SourceAlarm.WAITING_FULL, table));
        });
    }

    /** Children that waited too long go without their parent: the hub may refuse them, but nobody forgets them. */
    void handOverdue(Term term, String position) throws InterruptedException {
        committing.untilDone(term, () -> {
            List<Waiting> late = waiting.overdue(source, settings.patience(), OVERDUE_AT_ONCE);
            if (late.isEmpty()) {
                return;
            }
            List<SourceItem> ready = late.stream()
                    .map(w -> items.item(w.channel(), w.key(), w.body(), clock.instant())).toList();
            committing.count(entry.handOver(ready, () -> {
                waiting.remove(late.stream().map(Waiting::id).toList());
                term.checkpoint(position);
            }));
            late.stream().map(Waiting::channel).distinct().forEach(c -> term.raise(SourceAlarm.PARENT_MISSING, c));
        });
    }
}
