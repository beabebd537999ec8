package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Materials over real sockets, from the desk's hands into the platform's. */
class MaterialIT {
    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void aMaterialFollowsItsCaseWithEveryByte() {
        Acked acked = world.handInFresh();
        Paper paper = paper("食品经营许可申请书", 1, 2_000_000);

        upload(acked.caseNo(), "M1", paper);

        RawRequest arrived = awaitMaterials(acked.caseNo(), 1).get(0);
        assertThat(arrived.signature()).isEqualTo("ok");
        assertThat(arrived.file().path("size").asLong()).isEqualTo(paper.file().size());
        assertThat(arrived.file().path("sha256").asText()).isEqualTo(paper.file().sha256());
        assertThat(arrived.file().path("sm3").asText()).isEqualTo(paper.file().sm3());
        assertThat(arrived.body()).contains("\"name\":\"食品经营许可申请书\"").contains(arrived.key());
        awaitAllDelivered(acked.caseNo(), 2);
    }

    @Test
    void aMaterialThatIsEarlierThanItsCaseWaitsBehindIt() {
        world.platform().faults("{\"fault\":\"busy\",\"operation\":\"submit\",\"times\":2}");
        Acked acked = world.handInFresh();
        upload(acked.caseNo(), "M1", paper("营业执照复印件", 2, 50_000));
        upload(acked.caseNo(), "M2", paper("经营场所平面图", 3, 60_000));

        awaitMaterials(acked.caseNo(), 2);

        List<String> operations = world.platform().requestsOf(acked.caseNo()).stream()
                .filter(RawRequest::hadEffect).map(r -> r.operation() + r.body().replaceAll(".*\"materialId\":\"(M.)\".*", "$1"))
                .map(name -> name.startsWith("submit") ? "submit" : name).toList();
        assertThat(operations).containsExactly("submit", "materialM1", "materialM2");
    }

    @Test
    void aLostAnswerMakesNoSecondMaterial() {
        Acked acked = world.handInFresh();
        world.platform().faults("{\"fault\":\"answer-lost\",\"operation\":\"material\",\"times\":1}");

        upload(acked.caseNo(), "M1", paper("申请书", 4, 100_000));

        awaitAllDelivered(acked.caseNo(), 2);
        assertThat(materials(acked.caseNo())).hasSize(1);
    }

    @Test
    void aMaterialThatWasOwedPaysItsDebt() {
        SyntheticCase made = world.freshCase().tolerating("场地使用证明", world.soon());
        Acked acked = world.handIn(made);
        assertThat(openDebts(acked.caseNo())).isEqualTo("1");

        upload(acked.caseNo(), "extra-1", paper("别的材料", 5, 1000));
        assertThat(openDebts(acked.caseNo())).isEqualTo("1");
        upload(acked.caseNo(), "M7", paper("场地使用证明", 6, 1000));

        assertThat(openDebts(acked.caseNo())).isEqualTo("0");
        assertThat(world.database().strings("select status from case_promise where case_no = '" + acked.caseNo() + "'"))
                .containsExactly("SUPPLIED");
        awaitAllDelivered(acked.caseNo(), 3);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothingAndCanBeRepeated() throws IOException {
        Acked acked = world.handInFresh();
        Paper paper = paper("申请书", 7, 500_000);
        try (DeskClient desk = world.desk()) {
            String said = desk.uploadCutShort(acked.caseNo(), "M1", paper, 200_000);
            assertThat(said).satisfiesAnyOf(
                    text -> assertThat(text).isEmpty(), text -> assertThat(text).startsWith("400").contains("body-truncated"));
        }
        await().until(() -> drafts().isEmpty());
        assertThat(world.database().strings(
                        "select material_id from case_material where case_no = '" + acked.caseNo() + "'")).isEmpty();

        upload(acked.caseNo(), "M1", paper);

        awaitMaterials(acked.caseNo(), 1);
    }

    @Test
    void nothingOfAMaterialIsReadableInTheDataFolder() throws IOException {
        Acked acked = world.handInFresh();
        Paper paper = Paper.pdf("测试甲的证明", "测试甲-110101190001010011.pdf", 8, 300_000);
        upload(acked.caseNo(), "M1", paper);
        awaitAllDelivered(acked.caseNo(), 2);
        byte[] whole = paper.open().readAllBytes();
        List<String> planted = List.of(text(whole, 0, 24), text(whole, 100_000, 24), text(whole, whole.length - 16, 16),
                latin1("测试甲的证明"), "110101190001010011", paper.file().sha256(), paper.file().sm3());

        try (Stream<Path> files = Files.walk(world.hub().data().resolve("blobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String raw = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(planted).noneMatch(raw::contains).noneMatch(file.toString()::contains);
            }
        }
    }

    private void upload(String caseNo, String materialId, Paper paper) {
        try (DeskClient desk = world.desk()) {
            WireAnswer answer = desk.upload(caseNo, materialId, paper, "");
            assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
        } catch (IOException e) {
            throw new AssertionError("the hub did not answer", e);
        }
    }

    private List<RawRequest> awaitMaterials(String caseNo, int count) {
        await().atMost(World.PATIENCE).until(() -> materials(caseNo).size() == count);
        return materials(caseNo);
    }

    private List<RawRequest> materials(String caseNo) {
        return world.platform().requests(r -> r.caseNo().equals(caseNo) && r.effect().equals("material"));
    }

    private void awaitAllDelivered(String caseNo, int count) {
        await().atMost(World.PATIENCE).until(() -> world.database().number(
                "select count(*) from delivery where destination = 'city-platform' and state = 'delivered' and case_no = '"
                        + caseNo + "'") == count);
    }

    private String openDebts(String caseNo) {
        return world.database().strings("select open_debts from service_case where case_no = '" + caseNo + "'").get(0);
    }

    private List<Path> drafts() throws IOException {
        Path folder = world.hub().data().resolve("blobs/drafts");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Paper paper(String name, long seed, long size) {
        return Paper.pdf(name, "材料-" + seed + ".pdf", seed, size);
    }

    private static String text(byte[] bytes, int at, int length) {
        return new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
