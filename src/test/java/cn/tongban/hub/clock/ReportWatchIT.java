package cn.tongban.hub.clock;

import static cn.tongban.hub.web.ClockedCase.FIVE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.cases.CaseTasks;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.web.ClockedCase;
import cn.tongban.hub.web.RunningHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is late is found among what is open, and its tasks come and go with it. */
class ReportWatchIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void whatIsOpenAndOldEnoughIsFoundAndATaskUntilItIsThere() {
        HUB.bean(Destinations.class).pause("city-platform", "test", "what is open stays open");
        ClockedCase.accepted(HUB, "C-5", FIVE, "2026-03-16T09:00");
        OpenDeliveries open = HUB.bean(OpenDeliveries.class);
        Instant later = Instant.now().plus(Duration.ofDays(365));

        assertThat(open.recordedBefore("city-platform", later, 10)).extracting(OpenDeliveries.Late::caseNo)
                .containsExactly("C-5");
        assertThat(open.recordedBefore("city-platform", Instant.EPOCH, 10)).isEmpty();

        CaseTasks tasks = HUB.bean(CaseTasks.class);
        SortedMap<String, String> late = new TreeMap<>(Map.of("C-5", "city-platform 2026-03-16", "not-there", "x"));
        tasks.keep("report-late", "city-platform", late, () -> Ids.next(Instant.now()));
        tasks.keep("report-late", "city-platform", late, () -> Ids.next(Instant.now()));
        assertThat(openTasks()).containsExactly("city-platform 2026-03-16");

        tasks.keep("report-late", "district-platform", new TreeMap<>(), () -> Ids.next(Instant.now()));
        assertThat(openTasks()).hasSize(1);
        tasks.keep("report-late", "city-platform", new TreeMap<>(), () -> Ids.next(Instant.now()));
        assertThat(openTasks()).isEmpty();
    }

    private static List<String> openTasks() {
        return HUB.bean(JdbcTemplate.class).queryForList(
                "select detail from case_task where kind = 'report-late' and done_at is null", String.class);
    }
}
