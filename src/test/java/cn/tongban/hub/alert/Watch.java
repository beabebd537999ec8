package cn.tongban.hub.alert;

import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.support.PgExtension;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A node that judges what a test lets it see, over a real database and by a clock that the test moves. */
final class Watch {
    final AlertRepository alerts;
    final NoticeRepository notices;
    final AlertDesk desk;
    final AlertKeeper keeper;

    Watch(PgExtension pg, MutableClock clock, AlertProperties settings, Look own, Look... looks) {
        this(pg, clock, settings, "node-1", own, looks);
    }

    Watch(PgExtension pg, MutableClock clock, AlertProperties settings, String name, Look own, Look... looks) {
        alerts = new AlertRepository(pg.jdbc());
        notices = new NoticeRepository(pg.jdbc());
        NoticeWriter writer = new NoticeWriter(notices, List.of(WebhookChannel.NAME));
        desk = new AlertDesk(alerts, notices, writer, clock);
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(pg.dataSource()));
        keeper = new AlertKeeper(new AlertKeeper.Node(name, own, new ClusterRepository(pg.jdbc()), transactions),
                List.of(looks), alerts, writer, settings, clock);
    }

    List<String> told() {
        return notices.newest(100).stream().map(notice -> notice.kind().wire()).sorted().toList();
    }

    /** Sees nothing, or what a test puts before it. */
    static final class Eyes implements Look {
        private final Set<AlertRule> rules;
        volatile List<Sighting> now = List.of();
        volatile RuntimeException broken;

        Eyes(AlertRule... rules) {
            this.rules = Set.of(rules);
        }

        @Override
        public Set<AlertRule> rules() {
            return rules;
        }

        @Override
        public List<Sighting> now() {
            if (broken != null) {
                throw broken;
            }
            return now;
        }
    }
}
