package cn.tongban.hub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The procedures of the manual about what did not arrive. */
class ManualRepairsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CASE = "11610700Y00000016L3000131999000202603160001";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private Sitting desk;

    @BeforeEach
    void sitDown() {
        partner(new Outcome.Delivered("R-1", false));
        desk = new Sitting(HUB, CHROMIUM);
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    @Procedure("处理一条未送达")
    void oneDeadLetter() {
        dead(CASE);
        desk.logIn(Role.MONITOR);
        desk.go("未送达");
        desk.follow("代码表中没有对应的值");
        desk.main().locator("a[href^='/deliveries/']").first().click();
        assertThat(desk.answer()).containsText("未送达");
        desk.pictures("dead-letter");
        partner(new Outcome.Delivered("R-2", false));
        desk.fill("原因", "代码表已补好,重新投递");
        desk.decide("重新投递");

        awaitState(CASE, DeliveryState.DELIVERED);
        desk.page().reload();
        assertThat(desk.answer()).containsText("已送达");
        assertThat(desk.main()).containsText("代码表已补好,重新投递");
    }

    @Test
    @Procedure("同一原因的未送达成批处理")
    void manyDeadLetters() {
        partner(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        for (int i = 0; i < 50; i++) {
            RecordedCase.record(HUB, "C-2026-2%05d".formatted(i));
        }
        await().atMost(SOON).until(() -> HUB.bean(DeliveryQueries.class).causes().stream().anyMatch(cause -> cause.count() == 50));
        desk.logIn(Role.MONITOR);
        desk.go("未送达");
        desk.follow("代码表中没有对应的值");
        desk.picture("dead-letters");
        partner(new Outcome.Delivered("R-3", false));
        desk.fill("每秒最多", "4");
        desk.fill("原因", "代码表已补好");
        desk.press("重新投递全部 50 条");
        desk.page().waitForURL("**/tasks/*");
        desk.picture("task");
        desk.fill("原因", "先看几条的结果");
        desk.press("暂停");
        assertThat(desk.main()).containsText("已暂停");
        desk.fill("原因", "结果正常,继续");
        desk.press("继续");

        assertThat(desk.main()).containsText("已完成",
                new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions().setTimeout(SOON.toMillis()));
        await().atMost(SOON).until(() -> HUB.bean(DeliveryQueries.class).causes().isEmpty());
    }

    @Test
    @Procedure("核实不知道是否送到的投递")
    void settleADoubt() {
        partner(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "no answer"));
        RecordedCase.record(HUB, CASE);
        awaitState(CASE, DeliveryState.DOUBTFUL);
        desk.logIn(Role.MONITOR);
        desk.go("待核实");
        desk.main().locator("a[href^='/deliveries/']").first().click();
        desk.fill("原因", "已电话核实,市平台查到该件");
        desk.fill("对方的回执号", "SJ-2026-0316-1");
        desk.picture("doubt");
        desk.decide("对方已收到");

        awaitState(CASE, DeliveryState.DELIVERED);
        desk.page().reload();
        assertThat(desk.main()).containsText("SJ-2026-0316-1");
    }

    @Test
    @Procedure("更正一条未送达")
    void correctOne() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        desk.logIn(Role.MONITOR);
        desk.open("/deliveries/" + dead.id());
        desk.follow("更正字段");
        desk.page().getByLabel("applicant / type").first().selectOption("OTHER");
        desk.press("检查");
        assertThat(desk.main()).containsText("内容符合规范");
        desk.picture("repair");
        desk.fill("原因", "单位类型填错,已与对方核对");
        desk.decide("保存并重新投递");

        awaitState(CASE, DeliveryState.DELIVERED);
        desk.page().reload();
        assertThat(desk.main()).containsText("单位类型填错,已与对方核对");
    }

    @Test
    @Procedure("一类未送达成批更正")
    void correctMany() {
        DeadLetters.many(HUB, 5);
        desk.logIn(Role.MONITOR);
        desk.go("未送达");
        desk.follow("代码表中没有对应的值");
        desk.follow("成批更正");
        desk.main().getByLabel("字段", new Locator.GetByLabelOptions().setExact(true)).fill("/applicant/type");
        desk.main().getByLabel("新值", new Locator.GetByLabelOptions().setExact(true)).fill("OTHER");
        desk.fill("原因", "单位类型填错");
        desk.press("先检查全部 5 条");
        desk.page().waitForURL("**/tasks/*");
        Locator correct = desk.main().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("更正并重新投递 5 条"));
        assertThat(correct).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON.toMillis()));
        desk.picture("group-look");
        desk.page().locator("#repair-why").fill("检查都通过,全部更正");
        correct.click();

        for (int i = 1; i <= 5; i++) {
            DeadLetters.awaitDelivered(HUB, DeadLetters.number(i));
        }
    }

    @Test
    @Procedure("查看一项被遮盖的内容")
    void unmaskOne() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        desk.logIn(Role.MONITOR);
        desk.open("/messages/" + dead.messageId());
        desk.fill("查看原值的原因", "申请人来电,核对电话");
        desk.main().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("显示 contact / phone")).click();

        assertThat(desk.main().locator(".shown")).hasText(RecordedCase.PHONE);
        desk.main().locator(".shown").scrollIntoViewIfNeeded();
        desk.picture("unmasked");
        desk.open("/messages/" + dead.messageId());
        assertThat(desk.main()).not().containsText(RecordedCase.PHONE);
    }

    private static void dead(String caseNo) {
        partner(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(HUB, caseNo);
        awaitState(caseNo, DeliveryState.DEAD);
    }

    private static void partner(Outcome outcome) {
        HUB.bean(HubPorts.Partner.class).answers(outcome);
    }

    private static void awaitState(String caseNo, DeliveryState state) {
        await().atMost(SOON).until(() -> DeadLetters.row(HUB, caseNo).state() == state);
    }
}
