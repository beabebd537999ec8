package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.egress.KnownCertificates;
import cn.tongban.hub.web.DeadLetters;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page of one outside system: how it stands, and people's word on it. */
class ConnectorPagesIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private Visitor monitor;

    @BeforeEach
    void somebodyIsIn() {
        HUB.bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
        monitor = Visitor.as(HUB, Role.MONITOR);
    }

    @Test
    void aSystemIsPausedAndGoesOnWithWhoAndWhy() {
        String path = "/connectors/city-platform";

        assertThat(monitor.post(path + "/pause", Map.of("reason", "对方检修")).header("Location")).isEqualTo(path + "?done=done");
        assertThat(monitor.get(path).raw().body()).contains("暂停", "对方检修", "恢复发送");
        RecordedCase.record(HUB, "C-2026-000005");
        assertThat(DeadLetters.row(HUB, "C-2026-000005").state()).isEqualTo(DeliveryState.WAITING);
        assertThat(monitor.post(path + "/resume", Map.of("reason", "检修完毕")).status()).isEqualTo(302);
        await().atMost(Duration.ofSeconds(10)).until(() -> DeadLetters.row(HUB, "C-2026-000005").state() == DeliveryState.DELIVERED);
        assertThat(monitor.post(path + "/resume", Map.of("reason", "再一次")).status()).isEqualTo(409);
        assertThat(Visitor.as(HUB, Role.ENGINEER).post(path + "/pause", Map.of("reason", "x")).status()).isEqualTo(403);
    }

    @Test
    void aMaintenanceWindowAndARateAreOrderedAndTakenBack() {
        String path = "/connectors/city-platform";
        String tonight = LocalDateTime.now(Overview.ZONE).plusHours(3).truncatedTo(ChronoUnit.MINUTES).toString();

        assertThat(monitor.post(path + "/maintenance", Map.of("from", "", "to", tonight, "reason", "对方升级")).status()).isEqualTo(302);
        String shown = monitor.get(path).raw().body();
        assertThat(shown).contains("对方未到开放时间", "对方升级", tonight.replace('T', ' '), "提前结束");
        String window = shown.replaceAll("(?s).*/maintenance/([0-9a-f-]{36})/end.*", "$1");
        assertThat(monitor.post(path + "/maintenance/" + window + "/end", Map.of("reason", "升级好了")).status()).isEqualTo(302);
        assertThat(monitor.get(path).raw().body()).doesNotContain("对方升级", "对方未到开放时间");
        assertThat(monitor.post(path + "/maintenance", Map.of("from", tonight, "to", "2026-01-01T00:00", "reason", "倒着填")).raw().body())
                .as("what was typed is still there").contains("value=\"" + tonight, "倒着填");

        assertThat(monitor.post(path + "/rate", Map.of("perSecond", "7", "reason", "对方较慢")).status()).isEqualTo(302);
        assertThat(monitor.get(path).raw().body()).contains("<span>7</span>", "对方较慢");
        assertThat(monitor.post(path + "/rate", Map.of("perSecond", "", "reason", "对方恢复了")).status()).isEqualTo(302);
        assertThat(monitor.get(path).raw().body()).doesNotContain("对方较慢");
        assertThat(monitor.post(path + "/rate", Map.of("perSecond", "0", "reason", "全停")).status()).isEqualTo(400);
        assertThat(Visitor.as(HUB, Role.ENGINEER).post(path + "/rate", Map.of("perSecond", "5", "reason", "x")).status()).isEqualTo(403);
    }

    @Test
    void eachSystemIsCalledByItsName() {
        assertThat(monitor.get("/connectors").raw().body()).contains(">市政务服务平台</a>").doesNotContain(">department</a>");
        assertThat(monitor.get("/connectors/department?lang=en").raw().body()).contains("<title>Approval departments</title>");
    }

    @Test
    void certificatesAreShownWithTheirEnd() {
        KnownCertificates.own(HUB.bean(Egress.class), "city-platform", Instant.now().plus(Duration.ofDays(9)));
        KnownCertificates.ofPartner(HUB.bean(Egress.class), "city-platform", Instant.now().plus(Duration.ofDays(401)));

        assertThat(monitor.get("/connectors/city-platform").raw().body())
                .contains("证书", "我们的", "还有 8 天", "对方的", "还有 400 天", "CN=city-platform");
        assertThat(monitor.get("/connectors/city-window").raw().body()).doesNotContain("CN=city-platform");
    }
}
