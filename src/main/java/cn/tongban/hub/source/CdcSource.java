package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import cn.tongban.hub.source.CdcEngine.Batch;
import cn.tongban.hub.source.CdcEngine.EngineEnded;
import cn.tongban.hub.source.CdcPosition.Cursor;
import cn.tongban.hub.source.CdcRecords.Read;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Change capture of one PostgreSQL: looks at tables and slot, reads all by key where that is needed, then streams. */
final class CdcSource implements SourceAdapter {
    private static final Logger log = LoggerFactory.getLogger(CdcSource.class);
    private static final long LOOK_MILLIS = 200;
    private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String source;
    private final Partner partner;
    private final TableSource settings;
    private final Handout handout;
    private final TableShapes shapes;
    private final Clock clock;
    private final CdcRecords records;

    CdcSource(String source, Partner partner, TableSource settings, Handout handout, TableShapes shapes, Clock clock) {
        this.source = source;
        this.partner = partner;
        this.settings = settings;
        this.handout = handout;
        this.shapes = shapes;
        this.clock = clock;
        this.records = new CdcRecords(settings);
    }

    @Override
    public void run(Term term) throws InterruptedException {
        Patience patience = new Patience(source, settings.retry());
        try (SlotWatch watch = new SlotWatch(source, partner, settings, shapes, term, clock)) {
            term.position().flatMap(CdcPosition::parse).ifPresent(position -> watch.arrived(position.beat()));
            while (term.held()) {
                try {
                    round(term, watch);
                    patience.reset();
                } catch (TableShapes.Drift e) {
                    term.tell(SourceState.STOPPED_BY_ALARM);
                    patience.afterAlarm();
                } catch (SQLException | EngineEnded e) {
                    term.tell(SourceState.WAITING_FOR_PARTNER);
                    patience.afterFailure(e);
                }
            }
        }
    }

    private void round(Term term, SlotWatch watch)
            throws SQLException, EngineEnded, TableShapes.Drift, InterruptedException {
        CdcPosition position;
        try (PartnerRepository rows = PartnerRepository.open(partner, settings)) {
            shapes.check(term, rows);
            try (SlotRepository slots = SlotRepository.open(partner, settings)) {
                position = new SlotJudge(settings, handout).settle(term, slots);
            }
            if (position.reading().isPresent()) {
                term.tell(SourceState.RE_READING);
                position = reread(term, rows, position);
            }
        }
        stream(term, watch, position);
    }

    /** In pages, each with its place, so that a restart goes on where it stood. */
    private CdcPosition reread(Term term, PartnerRepository rows, CdcPosition from)
            throws SQLException, InterruptedException {
        CdcPosition position = from;
        Cursor cursor = from.reading().orElseThrow();
        boolean reached = settings.tables().stream().noneMatch(table -> table.name().equals(cursor.table()));
        for (SourceTable table : settings.tables()) {
            boolean here = table.name().equals(cursor.table());
            reached |= here;
            if (reached) {
                position = reread(term, rows, position, table, here ? cursor.key() : "");
            }
        }
        CdcPosition done = position.reading(null);
        handout.hand(term, List.of(), done.text());
        return done;
    }

    private CdcPosition reread(Term term, PartnerRepository rows, CdcPosition from, SourceTable table, String after)
            throws SQLException, InterruptedException {
        CdcPosition position = from;
        String last = after;
        List<Row> page;
        do {
            page = rows.after(table, last, settings.batch());
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1).text(settings.columns().key());
                position = position.reading(new Cursor(table.name(), last));
                handout.hand(term, page, position.text());
            }
        } while (page.size() == settings.batch());
        return position;
    }

    private void stream(Term term, SlotWatch watch, CdcPosition from)
            throws SQLException, EngineEnded, InterruptedException {
        CdcPosition position = from;
        watch.takeChange();
        long overdue = System.nanoTime();
        try (CdcEngine engine = CdcEngine.start(source, partner, settings, from.lsn())) {
            term.tell(SourceState.READING);
            while (term.held() && !watch.takeChange()) {
                Optional<Batch> batch = engine.next(LOOK_MILLIS);
                if (batch.isPresent()) {
                    position = take(term, position, batch.get().records());
                    watch.arrived(position.beat());
                    batch.get().done();
                }
                if (System.nanoTime() - overdue > OVERDUE_NANOS) {
                    handout.handOverdue(term, position.text());
                    overdue = System.nanoTime();
                }
            }
        }
    }

    private CdcPosition take(Term term, CdcPosition from, List<SourceRecord> batch)
            throws SQLException, InterruptedException {
        List<Row> rows = new ArrayList<>(batch.size());
        CdcPosition position = from;
        for (SourceRecord record : batch) {
            Read read = records.read(record);
            long beat = 0;
            if (read instanceof Read.Whole whole) {
                rows.add(whole.row());
            } else if (read instanceof Read.Partly partly) {
                whole(partly).ifPresent(rows::add);
            } else if (read instanceof Read.Beat heard) {
                beat = heard.millis();
            }
            position = position.at(CdcRecords.committed(record), beat);
        }
        if (!rows.isEmpty() || !position.equals(from)) {
            handout.hand(term, rows, position.text());
        }
        return position;
    }

    /** As it is now, which may be newer than the event; the event of that state then is a repeat. */
    private Optional<Row> whole(Read.Partly partly) throws SQLException {
        try (PartnerRepository rows = PartnerRepository.open(partner, settings)) {
            return rows.one(partly.table(), partly.key());
        }
    }
}
