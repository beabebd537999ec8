package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.web.ClockedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CasePageIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void aDeadlineSaysDayByDayWhyItIsOnThatDay() {
        ClockedCase.accepted(HUB, "C-5", ClockedCase.FIVE, "2026-03-16T09:50")
                .at("2026-03-17T08:40", CaseState.IN_REVIEW)
                .at("2026-03-18T09:00", CaseState.SUSPENDED)
                .at("2026-03-20T17:00", CaseState.IN_REVIEW)
                .at("2026-03-24T11:00", CaseState.DECIDED);
        Visitor monitor = Visitor.as(HUB, Role.MONITOR);

        String page = monitor.get("/cases/C-5").raw().body();

        assertThat(page).contains("时限", "承诺 5 个工作日", "2026-03-26 到期", "为什么是这一天?", "day day-start",
                "day day-suspended", "第 5 个工作日,到期日", "清明节放假", "消息(5)").doesNotContain("style=");
        assertThat(page.split("class=\"day day-", -1)).hasSizeGreaterThan(12);
        assertThat(monitor.get("/cases/C-5?lang=en").raw().body())
                .contains("Why this date?", "working day 5, due", "Messages (5)");
    }
}
