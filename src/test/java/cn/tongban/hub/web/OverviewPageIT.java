package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.RunningHub.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverviewPageIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Duration SOON = Duration.ofSeconds(10);

    private Visitor visitor;

    @BeforeEach
    void logIn() {
        visitor = Visitor.as(HUB, Role.MONITOR);
    }

    @Test
    void saysInChineseHowThingsStandAndInEnglishWhenAsked() {
        HUB.bean(Overview.class).fresh();

        assertThat(visitor.get("/").raw().body())
                .contains("<html lang=\"zh-CN\"", " 个对接系统全部正常;没有积压。", "市政务服务平台");
        assertThat(visitor.get("/?lang=en").raw().body())
                .contains("<html lang=\"en\"", " systems are working; no backlog.", "City approval platform");
    }

    @Test
    void namesTheCauseOfDeadLettersAndNoCaseOrPerson() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, "C-4711");

        Answer page = await().atMost(SOON).until(() -> visitor.get("/"),
                answer -> answer.raw().body().contains("unknown-code") && answer.raw().body().contains("1 条投递无法送达"));

        assertThat(page.raw().body())
                .contains("1 条投递无法送达", "light-bad", "故障", "代码表中没有对应的值")
                .doesNotContain("C-4711")
                .doesNotContain(RecordedCase.PERSONAL.toArray(String[]::new));
    }

    @Test
    void whatWaitsForASystemThatIsNotInTheBundleIsSeen() {
        RecordedCase.record(HUB, "C-4712", "township");
        HUB.bean(Overview.class).fresh();

        assertThat(visitor.get("/").raw().body())
                .contains("现行集成包中没有 township,有投递在等它", "现行集成包中没有该系统,无人投递", "light-bad");
        assertThat(visitor.get("/?lang=en").raw().body()).contains("the bundle at work has no township");
    }

    @Test
    void hasNoInlineScriptOrStyleAndAStrictPolicy() {
        Answer page = visitor.get("/");

        assertThat(page.raw().body()).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=").doesNotContain("<style");
        assertThat(page.header("Content-Security-Policy")).contains("style-src 'self'");
        assertThat(HUB.get("/css/hub.css", "").header("Content-Type")).startsWith("text/css");
    }
}
