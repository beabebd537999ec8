package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RepairPagesIT {
    private static final Pattern CHECKED = Pattern.compile("name=\"checked\" value=\"([0-9a-f]*)\"");
    private static final String CASE = "C-2026-700001";

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private Visitor monitor;

    @BeforeEach
    void somebodyWatches() {
        monitor = Visitor.as(HUB, Role.MONITOR);
    }

    @Test
    void aMaskedDeadLetterIsCorrectedInAnotherFieldAndThePartnerGetsTheTrueValues() throws IOException {
        String path = "/deliveries/" + DeadLetters.one(HUB, CASE).id() + "/repair";

        String form = monitor.get(path).raw().body();
        assertThat(form).contains("f:/contact/phone", "139****0001", "f:/window/clerk").doesNotContain(RecordedCase.PERSONAL);
        Map<String, String> typed = new HashMap<>(Map.of("revision", "0", "f:/contact/phone", "", "f:/contact/idNumber", "",
                "f:/applicant/name", "", "f:/applicant/type", "OTHER", "f:/window/clerk", "HT001"));
        Answer checked = monitor.post(path + "/check", typed);
        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.raw().body()).contains("内容符合规范", "可以发出", "保存并重新投递").doesNotContain(RecordedCase.PERSONAL);
        typed.put("checked", checked(checked));
        typed.put("then", "send");
        Answer silent = monitor.post(path, typed);
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.raw().body()).contains("保存并重新投递").containsPattern("value=\"OTHER\" selected");
        typed.put("reason", "单位类型填错");
        assertThat(monitor.post(path, typed).header("Location")).endsWith("?done=done");

        DeadLetters.awaitDelivered(HUB, CASE);
        JsonNode sent = new ObjectMapper().readTree(HUB.bean(HubPorts.Partner.class).last(CASE).canonical());
        assertThat(sent.at("/applicant/type").asText()).isEqualTo("OTHER");
        assertThat(sent.at("/contact/phone").asText()).isEqualTo(RecordedCase.PHONE);
        assertThat(sent.at("/contact/idNumber").asText()).isEqualTo(RecordedCase.ID_NUMBER);
        assertThat(sent.at("/applicant/name").asText()).isEqualTo(RecordedCase.FIRM);
        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body()).contains("更正投递", "单位类型填错");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndNothingTypedIsLost() {
        String path = "/deliveries/" + DeadLetters.one(HUB, CASE).id() + "/repair/check";

        Answer invalid = monitor.post(path, Map.of("revision", "0", "f:/applicant/idType", "COMPANY", "f:/window/name", "二号窗口"));
        assertThat(invalid.status()).isEqualTo(422);
        assertThat(invalid.raw().body()).contains("不在可选的值之内", "aria-invalid=\"true\"", "二号窗口").doesNotContain("只保存</button>");
        Answer masked = monitor.post(path, Map.of("revision", "0", "f:/contact/phone", "139****0002"));
        assertThat(masked.raw().body()).contains("是打了星号的值");
        assertThat(monitor.post(path, Map.of("revision", "0")).raw().body()).contains("没有改动任何字段");
        Answer unknown = monitor.post(path, Map.of("revision", "0", "f:/contact/idType", "TAIWAN_PERMIT"));
        assertThat(unknown.raw().body()).contains("内容符合规范", "不能发出", "document-type");
    }

    @Test
    void somebodyElsesCorrectionIsSeenBeforeOnesOwn() {
        String path = "/deliveries/" + DeadLetters.one(HUB, CASE).id() + "/repair";
        Map<String, String> first = new HashMap<>(Map.of("revision", "0", "f:/window/clerk", "HT009", "reason", "改窗口", "then", "keep"));
        first.put("checked", checked(monitor.post(path + "/check", first)));
        assertThat(monitor.post(path, first).header("Location")).endsWith("?done=repaired");

        Answer late = monitor.post(path, first);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.raw().body()).contains("刚刚已由他人更正", "HT009");
        assertThat(monitor.get(path).raw().body()).contains("name=\"revision\" value=\"1\"", "HT009");
        assertThat(Visitor.as(HUB, Role.ENGINEER).get(path).status()).isEqualTo(403);
    }

    @Test
    void aGroupIsLookedAtAsAWholeBeforeItIsCorrectedAndSentAgain() {
        DeadLetters.many(HUB, 7);
        String form = monitor.get("/dead-letters/repair?" + DeadLetters.GROUP).raw().body();
        assertThat(form).contains("先检查全部 7 条", "mappings/city-platform/codes/document-type.csv", "/contact/idType");
        Map<String, String> wish = new HashMap<>(Map.of("destination", "city-platform", "code", "unknown-code", "type",
                "case.submitted", "expected", "7", "pointer", "/contact/idType", "how", "set", "value", "TAIWAN_PERMIT"));
        wish.put("reason", "证件类型");

        String failing = monitor.post("/dead-letters/repair", wish).header("Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> monitor.get(failing).raw().body().contains("已完成"));
        assertThat(monitor.get(failing).raw().body()).contains("没有一条能通过", "代码表", "city-platform/document-type")
                .doesNotContain("TAIWAN_PERMIT", "更正并重新投递 ");
        wish.putAll(Map.of("pointer", "/applicant/type", "value", "OTHER", "only", "true", "onlyWhere", "LEGAL_PERSON"));
        String look = monitor.post("/dead-letters/repair", wish).header("Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> monitor.get(look).raw().body().contains("已完成"));
        assertThat(monitor.get(look).raw().body()).contains("更正并重新投递 7 条", "没有改动任何内容");
        assertThat(DeadLetters.row(HUB, DeadLetters.number(1)).state()).isEqualTo(DeliveryState.DEAD);
        assertThat(monitor.post(look + "/repair", Map.of("expected", "6", "reason", "更正")).status()).isEqualTo(409);
        String task = monitor.post(look + "/repair", Map.of("expected", "7", "perSecond", "5", "reason", "更正")).header("Location");
        await().atMost(Duration.ofSeconds(60)).until(() -> monitor.get(task).raw().body().contains("已完成"));

        for (int i = 1; i <= 7; i++) {
            DeadLetters.awaitDelivered(HUB, DeadLetters.number(i));
        }
        assertThat(new String(HUB.bean(HubPorts.Partner.class).last(DeadLetters.number(7)).canonical(),
                StandardCharsets.UTF_8)).contains("\"type\":\"OTHER\"", RecordedCase.PHONE);
        assertThat(monitor.get("/deliveries/" + DeadLetters.row(HUB, DeadLetters.number(3)).id()).raw().body())
                .contains("人工更正", "更正");
        assertThat(Visitor.as(HUB, Role.AUDITOR).get("/audit").raw().body()).contains("检查成批更正", "成批更正", "更正投递");
    }

    @Test
    void oneValueIsShownForAReasonOnEachPageAndNotTooOften() {
        DeliveryRow dead = DeadLetters.one(HUB, CASE);
        Map<String, String> wish = Map.of("pointer", "/contact/phone", "reason", "核对");

        for (String path : new String[] {"/cases/" + CASE, "/deliveries/" + dead.id(), "/messages/" + dead.messageId()}) {
            assertThat(monitor.get(path).raw().body()).contains("139****0001").doesNotContain(RecordedCase.PERSONAL);
            assertThat(monitor.post(path + "/unmask", wish).raw().body()).as(path).contains(RecordedCase.PHONE)
                    .doesNotContain(RecordedCase.NAME);
        }
        String path = "/messages/" + dead.messageId() + "/unmask";
        assertThat(monitor.post(path, Map.of("pointer", "/caseNo", "reason", "x")).status()).as("not hidden").isEqualTo(404);
        for (int i = 3; i < 30; i++) {
            assertThat(monitor.post(path, wish).status()).isEqualTo(200);
        }
        Answer tooOften = monitor.post(path, wish);
        assertThat(tooOften.status()).isEqualTo(429);
        assertThat(tooOften.raw().body()).contains("次数过多").doesNotContain(RecordedCase.PHONE);
    }

    @Test
    void aMessageShowsItsStationsAndComparesItsBodies() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        UUID message = RecordedCase.record(HUB, CASE);
        DeadLetters.awaitDelivered(HUB, CASE);
        String path = "/messages/" + message;
        UUID delivery = DeadLetters.row(HUB, CASE).id();

        assertThat(monitor.get(path).raw().body()).contains("验签", "未单独记录时间", "入库", "发出", "回执", "毫秒");
        assertThat(monitor.get(path + "?dry=true").raw().body()).contains("可以发出", "/city-platform/cases")
                .doesNotContain(RecordedCase.PERSONAL);
        assertThat(monitor.get(path + "/compare?left=original&right=canonical").raw().body()).contains("没有不同");
        String sent = monitor.get(path + "/compare?left=canonical&right=sent." + delivery).raw().body();
        assertThat(sent).contains("值相同,位置不同", "/contact/cardNo", "610702********0011", "重新算出").doesNotContain(RecordedCase.PERSONAL);
        assertThat(monitor.get(path + "/compare?left=sent.x&right=canonical").status()).isEqualTo(404);
    }

    @Test
    void aDoubtShowsWhatWasSent() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Doubtful(ErrorCode.ANSWER_LOST, "reset"));
        RecordedCase.record(HUB, CASE);
        await().atMost(Duration.ofSeconds(30)).until(() -> DeadLetters.row(HUB, CASE).state() == DeliveryState.DOUBTFUL);

        assertThat(monitor.get("/deliveries/" + DeadLetters.row(HUB, CASE).id()).raw().body())
                .contains("发出的内容(重新算出)", "projNo", "查询对方的结果").doesNotContain(RecordedCase.PERSONAL);
    }

    private static String checked(Answer page) {
        Matcher found = CHECKED.matcher(page.raw().body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
