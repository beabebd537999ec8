package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of the district that the province is told, with the bytes of their materials beside the envelopes. */
class ProvinceReportIT {
    private static final String PROVINCE = "province-platform";

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void start() {
        world = ProvinceIT.start(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void heal() {
        province().healthy();
        world.heal();
    }

    @Test
    void aCaseOfTheDistrictIsToldAndItsMaterialsFollowInOrder() {
        String caseNo = world.handInFresh().caseNo();
        Paper first = paper("营业执照", 1, 20_000);
        Paper second = paper("申请书", 2, 300_000);
        upload(caseNo, "M1", first);
        upload(caseNo, "M2", second);

        soon("case and materials at the province", () -> reported(caseNo, "materials").size() == 2);

        List<RawRequest> effects = effects(caseNo);
        assertThat(effects).extracting(RawRequest::operation).containsExactly("submit", "material", "material");
        assertThat(effects.get(0).body()).contains(caseNo, "ATTRID", "DATAVERSION");
        assertThat(effects.get(1).file().path("sm3").asText()).isEqualTo(first.file().sm3());
        assertThat(effects.get(2).file().path("sm3").asText()).isEqualTo(second.file().sm3());
        assertThat(effects.get(2).file().path("size").asLong()).isEqualTo(second.file().size());
        assertThat(effects).extracting(RawRequest::signature).containsOnly("ok");
    }

    @Test
    void aCaseIsToldOnceWhateverBecomesOfTheAnswer() {
        for (String fault : List.of("answer-lost", "error-after-work", "truncated", "malformed", "foreign-receipt",
                "wrong-charset")) {
            province().faults("{\"fault\":\"%s\",\"operation\":\"submit\",\"times\":1}".formatted(fault),
                    "{\"fault\":\"%s\",\"operation\":\"material\",\"times\":1}".formatted(fault));
            String caseNo = world.handInFresh().caseNo();
            upload(caseNo, "M1", paper("申请书", 3, 5_000));

            soon(fault, () -> reported(caseNo, "materials").size() == 1);
            assertThat(effects(caseNo)).as(fault).extracting(RawRequest::operation).containsExactly("submit", "material");
            soon(fault + " settled", () -> world.database().strings(
                    "select state from delivery where case_no = '%s' and destination = '%s'".formatted(caseNo, PROVINCE))
                    .equals(List.of("delivered", "delivered")));
        }
    }

    @Test
    void aTicketThatEndsWhileCasesAreToldIsRenewed() {
        province().command("PUT", "tickets", "{}");
        String caseNo = world.handInFresh().caseNo();

        world.awaitState(caseNo, PROVINCE, "delivered");
        assertThat(effects(caseNo)).extracting(RawRequest::operation).containsExactly("submit");
    }

    /** The words that a garbled answer holds say that nobody knows, and asking settles it. */
    @Test
    void anAnswerInAnotherCharsetIsADoubtThatIsSettledByAsking() {
        province().faults("{\"fault\":\"wrong-charset\",\"operation\":\"submit\",\"times\":1}");
        String caseNo = world.handInFresh().caseNo();

        world.awaitState(caseNo, PROVINCE, "delivered");
        // A connection that was idle may have been lost before, which is a doubt of its own.
        assertThat(province().requestsOf(caseNo)).extracting(RawRequest::operation).endsWith("submit", "queryReceipt")
                .containsOnlyOnce("submit");
    }

    private static List<String> reported(String caseNo, String what) {
        List<String> reports = new ArrayList<>();
        province().command("GET", "cases/" + caseNo, "").path(what).forEach(one -> reports.add(one.path("receiptNo").asText()));
        return reports;
    }

    private static List<RawRequest> effects(String caseNo) {
        return province().requests(request -> request.caseNo().equals(caseNo) && request.effect().equals("applied"));
    }

    private static void upload(String caseNo, String materialId, Paper paper) {
        try (DeskClient desk = world.desk()) {
            WireAnswer answer = desk.upload(caseNo, materialId, paper, "");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }

    private static Paper paper(String name, long seed, long size) {
        return Paper.pdf(name, name + ".pdf", seed, size);
    }

    private static void soon(String what, Callable<Boolean> condition) {
        await(what).atMost(World.PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
    }

    private static SandboxSystem province() {
        return world.sandbox().province();
    }
}
