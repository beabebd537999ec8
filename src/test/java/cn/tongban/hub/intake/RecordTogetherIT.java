package cn.tongban.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class RecordTogetherIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    @TempDir
    Path data;

    private CoreFixture core;

    @BeforeEach
    void start() {
        core = new CoreFixture(PG.dataSource(), data, DoubtPolicy.PROBE);
        core.cityIsAway();
        core.jdbc().execute("create table if not exists position_of_test (at integer)");
        core.jdbc().execute("truncate position_of_test");
    }

    @AfterEach
    void stop() {
        core.jdbc().execute("drop table position_of_test");
        core.close();
    }

    @Test
    void stepsAndPositionBecomeDurableTogether() {
        core.submit("C1");

        List<Fate> fates = core.recorder().recordTogether(
                List.of(accepted("C1"), core.stepRecording("C1", "s2", CaseState.IN_REVIEW, CoreFixture.MORNING.plusSeconds(9))),
                found -> position(found.size()));

        assertThat(fates).hasOnlyElementsOfType(Fate.Recorded.class).hasSize(2);
        assertThat(positions()).containsExactly(2);
        assertThat(states("C1")).containsExactly("IN_REVIEW");
    }

    @Test
    void whatTheSourceThrowsRollsAllBack() {
        core.submit("C1");

        assertThatThrownBy(() -> core.recorder().recordTogether(List.of(accepted("C1")), found -> {
            position(1);
            throw new IllegalStateException("no longer the leader");
        })).isInstanceOf(IllegalStateException.class).hasMessage("no longer the leader");

        assertThat(positions()).isEmpty();
        assertThat(states("C1")).containsExactly("RECEIVED");
        assertThat(core.recorder().recordTogether(List.of(accepted("C1")), found -> position(1)))
                .singleElement().isInstanceOfSatisfying(Fate.Recorded.class, f -> assertThat(f.receipt().repeated()).isFalse());
    }

    @Test
    void aRefusedMemberDoesNotStopTheOthersAndARepeatIsKnown() {
        core.submit("C1");
        core.recorder().recordTogether(List.of(accepted("C1")), found -> position(1));

        List<Fate> fates = core.recorder().recordTogether(List.of(accepted("unknown"), accepted("C1")), found -> position(2));

        assertThat(fates.get(0)).isInstanceOfSatisfying(
                Fate.Refused.class, f -> assertThat(f.why().code()).isEqualTo(ErrorCode.CASE_UNKNOWN));
        assertThat(fates.get(1)).isInstanceOfSatisfying(
                Fate.Recorded.class, f -> assertThat(f.receipt().repeated()).isTrue());
        assertThat(positions()).containsExactly(1, 2);
    }

    private Recording accepted(String caseNo) {
        return core.stepRecording(caseNo, "s1", CaseState.ACCEPTED, CoreFixture.MORNING.plusSeconds(5));
    }

    private void position(int at) {
        core.jdbc().update("insert into position_of_test values (?)", at);
    }

    private List<Integer> positions() {
        return new JdbcTemplate(PG.dataSource()).queryForList("select at from position_of_test order by at", Integer.class);
    }

    private List<String> states(String caseNo) {
        return core.jdbc().queryForList("select state from service_case where case_no = ?", String.class, caseNo);
    }
}
