package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.connector.TableSource.SourceTable;
import cn.tongban.hub.source.PartnerRepository.Mark;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads tables by time and key, for databases without change capture. Rows may be committed later than their time says,
 * so the last minutes are read again from time to time; a bounded memory of what was handed over keeps that cheap, and the
 * inbox is the judge.
 */
final class PollingSource implements SourceAdapter {
    /** Reading the overlap costs by its rows, so it is not done at each look. */
    private static final Duration OVERLAP_EACH = Duration.ofSeconds(30);

    private final String source;
    private final Partner partner;
    private final TableSource settings;
    private final Handout handout;
    private final TableShapes shapes;
    /** The last look that came to its end. */
    private long looked = System.nanoTime();

    PollingSource(String source, Partner partner, TableSource settings, Handout handout, TableShapes shapes) {
        this.source = source;
        this.partner = partner;
        this.settings = settings;
        this.handout = handout;
        this.shapes = shapes;
    }

    @Override
    public void run(Term term) throws InterruptedException {
        Patience patience = new Patience(source, settings.retry());
        RecentRows recent = new RecentRows();
        while (term.held()) {
            try {
                read(term, recent);
                patience.reset();
            } catch (TableShapes.Drift e) {
                term.tell(SourceState.STOPPED_BY_ALARM);
                patience.afterAlarm();
            } catch (SQLException e) {
                term.tell(SourceState.WAITING_FOR_PARTNER);
                late(term);
                patience.afterFailure(e);
            }
        }
    }

    /** On one connection until it fails. */
    private void read(Term term, RecentRows recent) throws SQLException, TableShapes.Drift, InterruptedException {
        PollingPosition position =
                term.position().map(PollingPosition::parse).orElse(new PollingPosition(Map.of()));
        boolean overlap = true;
        long overlapped = System.nanoTime();
        try (PartnerRepository rows = PartnerRepository.open(partner, settings)) {
            while (term.held()) {
                if (overlap) {
                    shapes.check(term, rows);
                }
                term.tell(position.marks().isEmpty() ? SourceState.RE_READING : SourceState.READING);
                for (SourceTable table : settings.tables()) {
                    position = read(term, rows, recent, position, table, overlap);
                }
                handout.handOverdue(term, position.text());
                term.tell(SourceState.READING);
                looked = System.nanoTime();
                late(term);
                TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
                overlap = System.nanoTime() - overlapped > OVERLAP_EACH.toNanos();
                overlapped = overlap ? System.nanoTime() : overlapped;
            }
        }
    }

    private PollingPosition read(Term term, PartnerRepository rows, RecentRows recent, PollingPosition from,
            SourceTable table, boolean overlap) throws SQLException, InterruptedException {
        PollingPosition position = from;
        Optional<Mark> mark = from.mark(table.name());
        if (overlap) {
            mark = mark.map(at -> new Mark(at.time().minus(settings.overlap()), ""));
        }
        List<Row> page;
        do {
            page = rows.since(table, mark, settings.batch());
            if (!page.isEmpty()) {
                mark = Optional.of(mark(page.get(page.size() - 1)));
                position = position.at(table.name(), mark.get());
                List<Row> fresh = page.stream().filter(recent::isNew).toList();
                if (!fresh.isEmpty()) {
                    handout.hand(term, fresh, position.text());
                    fresh.forEach(recent::add);
                }
            }
        } while (page.size() == settings.batch() && term.held());
        return position;
    }

    private void late(Term term) {
        Duration behind = Duration.ofNanos(System.nanoTime() - looked);
        term.measured(behind, 0);
        if (behind.compareTo(settings.lag().alarm()) > 0) {
            term.raise(SourceAlarm.LAG, table());
        } else {
            term.clear(SourceAlarm.LAG);
        }
    }

    private String table() {
        return settings.tables().get(0).name();
    }

    private Mark mark(Row row) {
        return new Mark(LocalDateTime.parse(row.text(settings.columns().time())), row.text(settings.columns().key()));
    }
}
