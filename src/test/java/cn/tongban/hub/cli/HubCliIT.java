package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.tolerance.PromisedCase;
import cn.tongban.hub.web.ClockedCase;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HubCliIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @TempDir
    private Path folder;

    private String token = "";

    @BeforeEach
    void refused() {
        token = HUB.token(Scope.READ, Scope.OPERATE);
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Refused(ErrorCode.DESTINATION_REFUSED, "closed"));
    }

    @Test
    void aTokenIsMadeShownOnceUsedAndRevoked() {
        token = HUB.token(Scope.ADMIN);

        Console made = hub("tokens", "new", "li", "--scope", "read,deploy", "--for", "90d");

        assertThat(made.exit()).as(made.err()).isZero();
        String text = made.out().strip();
        assertThat(made.err()).contains("deploy read").doesNotContain(text);
        Console list = hub("tokens");
        assertThat(list.out()).contains("li", "deploy read").doesNotContain(text);
        String id = list.out().lines().filter(line -> line.startsWith("li ")).findFirst().orElseThrow()
                .replaceAll(".* ", "");
        token = text;
        assertThat(hub("status").exit()).isNotEqualTo(2);
        assertThat(hub("tokens").exit()).isEqualTo(2);
        token = HUB.token(Scope.ADMIN);
        assertThat(hub("tokens", "revoke", id).exit()).isZero();
        token = text;
        assertThat(hub("status").exit()).isEqualTo(2);
    }

    @Test
    void aDeadLetterIsSeenRepairedAndReplayed() throws IOException {
        UUID message = RecordedCase.record(HUB, "C-1");
        Console dead = await().atMost(Duration.ofSeconds(10)).until(() -> hub("dead"), c -> c.exit() == 1);
        String id = idIn(dead.out());
        Path patch = Files.writeString(
                folder.resolve("p.json"), "[{\"op\":\"replace\",\"path\":\"/applicant/type\",\"value\":\"OTHER\"}]");

        assertThat(hub("status").exit()).isEqualTo(1);
        assertThat(hub("dead", "show", id).out()).contains("destination-refused");
        assertThat(hub("dead", "repair", id, "--patch", patch.toString(), "--reason", "r").exit()).isZero();
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-9", false));
        Console plan = hub("replay", "--destination", "city-platform", "--reason", "open again");
        assertThat(plan.out()).contains("将重新投递 1 件", "--yes");
        assertThat(hub("dead").exit()).isEqualTo(1);
        assertThat(hub("replay", "--destination", "city-platform", "--reason", "open again", "--yes").out())
                .contains("已重新投递 1 件");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(hub("messages", message.toString()).out()).contains("R-9", "已送达"));
    }

    @Test
    void nothingPersonalIsEverPrinted() {
        UUID message = RecordedCase.record(HUB, "C-1");
        for (String words : List.of("status", "messages", "messages " + message, "case C-1", "dead", "connectors",
                "messages --json", "case C-1 --json")) {
            Console console = hub(words.split(" "));
            assertThat(console.out() + console.err()).doesNotContain(RecordedCase.PERSONAL.toArray(String[]::new));
        }
        assertThat(hub("case", "C-1").out()).contains("收件", "已采用", "来自办理单位");
    }

    @Test
    void aCaseShowsItsClockAndExplainsIt() {
        ClockedCase.accepted(HUB, "C-1", ClockedCase.ONE, "2026-02-13T14:00");

        Console plain = hub("case", "C-1");
        Console explained = hub("case", "C-1", "--clock");

        assertThat(plain.out()).contains("时钟 clock: 计时中  ■ 红灯  承诺 promised 2026-02-14").doesNotContain("调休");
        assertThat(explained.out()).contains("2026-02-13 受理,承诺 1 个工作日,2026-02-14 到期。",
                "第 1 个工作日(春节调休上班),到期日", "working day 1 (worked in exchange for Spring Festival), due");
        assertThat(hub("case", "C-1", "--clock", "--json").out()).contains("\"WORKED_WEEKEND\"");
    }

    @Test
    void debtsAndCommitmentsAreListedAndDecided() {
        String owing = "11610700Y00000016L3000131999000209903160001";
        String committed = "11610700Y00000016L3000131999000209903160002";
        PromisedCase.owing(HUB, owing, "场地证明", "2099-03-23");
        PromisedCase.committed(HUB, committed, "2099-04-15");

        assertThat(hub("debts").out()).contains(owing, "场地证明", "2099-03-23", "容缺待补", "暂定");
        assertThat(hub("debts", "--state", "expired").out()).doesNotContain(owing);
        assertThat(hub("debts", "waive", owing, "1", "--reason", "数据共享").out()).contains("免补", "数据共享");
        assertThat(hub("debts", "waive", owing, "1", "--reason", "again").exit()).isEqualTo(1);
        assertThat(hub("commitments").out()).contains(committed, "已承诺,待核查");
        assertThat(hub("commitments", "false", committed, "1", "--reason", "r").out()).contains("承诺不实");
        assertThat(hub("case", committed).out()).contains("告知承诺,有不实承诺");
        assertThat(hub("commitments", "verify", committed, "1", "--reason", "r").out()).contains("核查属实");
        assertThat(hub("case", owing, "--json").out()).contains("\"WAIVED\"");
        assertThat(hub("debts", "waive", owing, "1").exit()).isEqualTo(2);
    }

    @Test
    void connectorsArePausedResumedAndTheDoctorFindsTheHub() {
        assertThat(hub("connectors", "pause", "city-window", "--reason", "r").out()).contains("已暂停");
        assertThat(hub("connectors").out()).contains("◌ 等待");
        assertThat(hub("connectors", "resume", "city-window", "--reason", "r").exit()).isZero();
        assertThat(hub("connectors", "resume", "city-window", "--reason", "r").exit()).isEqualTo(1);
        assertThat(hub("doctor").out()).contains("✓ hub", "✓ clock");
    }

    @Test
    void withoutATokenTheUsageIsWrong() {
        Console console = Console.run(Map.of("HUB_DATA", folder.toString()), "status", "--to", HUB.url());

        assertThat(console.exit()).isEqualTo(2);
        assertThat(console.err()).contains("令牌");
    }

    private Console hub(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--to", HUB.url()));
        return Console.run(Map.of("HUB_TOKEN", token, "HUB_DATA", folder.toString(), "HUB_HOME", "."),
                all.toArray(String[]::new));
    }

    private static String idIn(String table) {
        String line = table.lines().skip(1).findFirst().orElseThrow();
        return line.substring(line.lastIndexOf(' ') + 1);
    }
}
