package cn.tongban.hub.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.cases.StepJudge;
import cn.tongban.hub.support.PgExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A parcel of which nothing is heard becomes a task, once. */
class SilentParcelsIT {
    private static final Instant ORDERED = Instant.parse("2099-03-24T07:00:00Z");
    private static final OrderNo ORDER = new OrderNo("C-1", ParcelPurpose.RESULT, 1);

    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private ParcelRepository parcels;
    private CaseRepository cases;

    @BeforeEach
    void aParcelIsOrdered() {
        JdbcTemplate jdbc = new JdbcTemplate(PG.dataSource());
        parcels = new ParcelRepository(jdbc);
        cases = new CaseRepository(jdbc, connector -> StepProfile.STRICT);
        CaseFile file = StepJudge.take(CaseFile.blank("C-1", 1, false), Step.of("1", CaseState.RECEIVED, ORDERED),
                StepProfile.STRICT, ORDERED).file();
        cases.insert(List.of(StoredCase.blank("desk", "city", "task", file)));
        parcels.save(List.of(Parcel.fresh(ORDER, "post", "W1", ORDERED)));
    }

    @Test
    void nothingIsSaidBeforeItsTime() {
        look(Duration.ofDays(5));

        assertThat(tasks()).isEmpty();
    }

    @Test
    void oneTaskIsMadeHoweverOftenSomebodyLooks() {
        look(Duration.ofDays(6));
        look(Duration.ofDays(7));

        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("parcel-silent");
            assertThat(task.detail()).isEqualTo("C-1-R1");
        });
        assertThat(parcels.find(List.of(ORDER)).get(ORDER).parcel().silent()).isTrue();
    }

    @Test
    void whatIsHeardAgainMayFallSilentAgain() {
        look(Duration.ofDays(6));
        hear(EventKind.PICKED_UP, Duration.ofDays(7));
        look(Duration.ofDays(8));
        assertThat(tasks()).hasSize(1);

        look(Duration.ofDays(14));

        assertThat(tasks()).hasSize(2);
    }

    @Test
    void nobodyWaitsForADeliveredOne() {
        hear(EventKind.DELIVERED, Duration.ofDays(1));

        look(Duration.ofDays(30));

        assertThat(tasks()).isEmpty();
    }

    private void hear(EventKind kind, Duration after) {
        ParcelFile file = parcels.find(List.of(ORDER)).get(ORDER);
        ParcelEvent event = new ParcelEvent("e-" + after, kind, ORDERED.plus(after), null, "", "", "");
        parcels.save(List.of(file.with(event, "W1", ORDERED.plus(after)).parcel()));
    }

    private void look(Duration after) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(PG.dataSource()));
        new SilentParcels(parcels, cases, transaction, Duration.ofDays(5), Clock.fixed(ORDERED.plus(after), ZoneOffset.UTC))
                .look();
    }

    private static List<CaseTask> tasks() {
        return new CaseQueries(new JdbcTemplate(PG.dataSource())).openTasks("C-1");
    }
}
