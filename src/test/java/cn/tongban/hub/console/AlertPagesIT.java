package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.alert.Raising;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of alerts and do about them. */
class AlertPagesIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void anAlertIsSeenOnEveryPageLookedAfterMutedAndOver() {
        Visitor monitor = Visitor.as(HUB, Role.MONITOR);
        assertThat(monitor.get("/alerts").raw().body()).contains("一切正常,没有告警。", "还没有设置通知方式");
        String path = "/alerts/" + Raising.aDeadLetter(HUB, "C-2026-000001");

        await().atMost(Duration.ofSeconds(10)).until(() -> monitor.get("/messages").raw().body().contains(">告警 1</a>"));
        assertThat(monitor.get("/alerts").raw().body()).contains("1 条告警待确认", path, "投递未送达", "1 条未送达", "/dead-letters");
        assertThat(monitor.post(path + "/acknowledge", Map.of("reason", " ")).status()).isEqualTo(422);
        assertThat(monitor.post(path + "/acknowledge", Map.of("reason", "代码表在补")).header("Location")).isEqualTo(path);
        assertThat(monitor.get(path).raw().body()).contains("处理中", "代码表在补").doesNotContain("我来处理");
        assertThat(monitor.post(path + "/acknowledge", Map.of("reason", "再一次")).status()).isEqualTo(409);

        assertThat(monitor.post(path + "/mute", Map.of("reason", "检修", "hours", "99999")).status()).isEqualTo(400);
        assertThat(monitor.post(path + "/mute", Map.of("reason", "检修", "hours", "4", "whole", "true")).status()).isEqualTo(302);
        assertThat(monitor.get(path).raw().body()).contains("静默中", "取消静默");
        assertThat(monitor.post(path + "/unmute", Map.of("reason", "检修完毕")).status()).isEqualTo(302);
        assertThat(monitor.get("/alerts").raw().body()).contains("没有待确认的告警").doesNotContain(">告警 1</a>");

        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body()).contains("确认告警", "静默告警", "取消静默", "代码表在补");
    }

    @Test
    void whoMayOnlyLookDoesNothing() {
        Visitor engineer = Visitor.as(HUB, Role.ENGINEER);
        String path = "/alerts/" + Raising.aDeadLetter(HUB, "C-2026-000002");

        assertThat(engineer.get(path).raw().body()).contains("投递未送达").doesNotContain("name=\"reason\"");
        assertThat(engineer.post(path + "/acknowledge", Map.of("reason", "x")).status()).isEqualTo(403);
        assertThat(engineer.post("/alerts/test", Map.of()).status()).isEqualTo(403);
        assertThat(engineer.get("/alerts/00000000-0000-7000-8000-000000000000").status()).isEqualTo(404);
    }

    @Test
    void withoutAChannelThereIsNoTest() {
        assertThat(Visitor.as(HUB, Role.MONITOR).post("/alerts/test", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void somebodySaysWhatIsExpectedOfAFlow() {
        HUB.pg().jdbc().sql("insert into flow_hour values ('city-window', 'case.submitted', :hour, 7)")
                .param("hour", Timestamp.from(Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(3)))).update();
        HUB.pg().jdbc().sql("insert into flow_hour values ('city-platform', 'case.accepted', :hour, 7)")
                .param("hour", Timestamp.from(Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(3)))).update();
        Visitor monitor = Visitor.as(HUB, Role.MONITOR);
        Map<String, String> said = Map.of("flow", "city-window case.submitted", "day", "workday", "from", "9", "to", "11", "least",
                "23", "reason", "窗口高峰");

        await().atMost(Duration.ofSeconds(10)).until(() ->
                monitor.post("/alerts/expectations", said).status() == 302);
        assertThat(monitor.get("/alerts/expectations").raw().body()).contains("23*", "提交申请", "暂不判断");
        assertThat(monitor.post("/alerts/expectations", Map.of("flow", "city-window case.submitted", "day", "workday", "from", "9",
                "to", "30", "least", "5", "reason", "x")).status()).isEqualTo(400);
        assertThat(monitor.post("/alerts/expectations", Map.of("flow", "nobody nothing", "day", "off", "from", "9", "to", "10",
                "least", "5", "reason", "x")).status()).isEqualTo(404);
        assertThat(monitor.post("/alerts/expectations", Map.of("flow", "city-window case.submitted", "day", "workday", "from", "9",
                "to", "11", "least", "", "reason", "学习结果更准")).status()).isEqualTo(302);
        assertThat(monitor.get("/alerts/expectations?lang=en").raw().body()).doesNotContain("23*").contains("not judged yet");
    }
}
