package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk takes a case back: before it left, before somebody claimed it, and from whoever works on it. */
class TakeBackIT {
    @TempDir
    private static Path folder;

    private static World world;

    private TakeBackDesk desk;

    @BeforeAll
    static void start() {
        world = World.start(folder);
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    @BeforeEach
    void desk() {
        desk = new TakeBackDesk(world);
    }

    @AfterEach
    void heal() {
        world.database().execute("delete from destination");
        world.heal();
    }

    @Test
    void whatHasNotLeftIsTakenOutOfItsLaneAndMayBeHandedInAgain() {
        world.database().execute("insert into destination (name, paused_at) values ('city-platform', now())");
        SyntheticCase made = world.freshCase();
        world.handIn(made);

        desk.wants(made.caseNo(), "TB-1");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 1");
        assertThat(desk.outcomes(made.caseNo()).get(0).has("time")).isFalse();
        assertThat(desk.state(made.caseNo())).isEqualTo("ACCEPTED");
        assertThat(desk.handler(made.caseNo())).isEmpty();
        assertThat(world.hops(made.caseNo(), "city-platform")).containsExactly("discard discarded");
        assertThat(world.database().strings("select actor from hop h join delivery d on d.id = h.delivery_id"
                + " where kind = 'discard' and case_no = '" + made.caseNo() + "'").get(0)).startsWith("message ");
        desk.handsInAgain(made, 2);
        world.database().execute("delete from destination");
        await().atMost(World.PATIENCE).until(() -> desk.state(made.caseNo()).equals("FORWARDED"));
        assertThat(world.platform().requestsOf(made.caseNo())).hasSize(1);
        assertThat(desk.timeline(made.caseNo(), 3)).containsExactly(
                "ACCEPTED TAKE_BACK_REQUESTED", "ACCEPTED TAKE_BACK_GRANTED", "ACCEPTED HANDED_IN_AGAIN",
                "ACCEPTED HANDED_IN_AGAIN", "FORWARDED DERIVED");
    }

    @Test
    void whatCanNeverArriveIsTakenBackAtOnceToo() {
        SyntheticCase poison = world.freshCase();
        ((ObjectNode) poison.document().path("contact")).put("certType", "511");
        world.handIn(poison);
        world.awaitState(poison.caseNo(), "city-platform", "dead");

        desk.wants(poison.caseNo(), "TB-1");

        assertThat(desk.told(poison.caseNo(), 1)).containsExactly("TB-1 1");
        assertThat(world.deliveryState(poison.caseNo(), "city-platform")).isEqualTo("discarded");
    }

    @Test
    void whatNobodyHasClaimedComesBackAndItsFormerHandlerIsNotHeardAnyMore() {
        SyntheticCase made = desk.forwarded();

        desk.wants(made.caseNo(), "TB-1");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 1");
        assertThat(desk.state(made.caseNo())).isEqualTo("ACCEPTED");
        assertThat(desk.handler(made.caseNo())).isEmpty();
        assertThat(desk.stepAnswer(made.caseNo(), "{\"status\":\"07\"}")).isEqualTo(404);
        desk.handsInAgain(made, 2);
        await().atMost(World.PATIENCE).until(() -> desk.state(made.caseNo()).equals("FORWARDED"));
        assertThat(desk.stepAnswer(made.caseNo(), "{\"status\":\"07\"}")).isEqualTo(202);
        assertThat(desk.state(made.caseNo())).isEqualTo("IN_REVIEW");
    }

    @Test
    void whoWorksOnACaseKeepsItOrGivesItBack() {
        SyntheticCase made = desk.claimed();
        desk.wants(made.caseNo(), "TB-1");
        desk.awaitAsked(made.caseNo());
        assertThat(desk.state(made.caseNo())).isEqualTo("IN_REVIEW");

        desk.platformDecides(made.caseNo(), "{\"result\":\"2\",\"opinion\":\"已在办理\"}");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 2");
        assertThat(desk.outcomes(made.caseNo()).get(0).path("reason").asText()).isEqualTo("已在办理");
        assertThat(desk.state(made.caseNo())).isEqualTo("IN_REVIEW");
        assertThat(desk.handler(made.caseNo())).isEqualTo("city-platform");
        desk.wants(made.caseNo(), "TB-2");
        await().atMost(World.PATIENCE).until(() -> desk.askedFor(made.caseNo()).size() == 2);
        desk.platformDecides(made.caseNo(), "{\"result\":\"1\"}");
        assertThat(desk.told(made.caseNo(), 2)).containsExactly("TB-1 2", "TB-2 1");
        assertThat(desk.state(made.caseNo())).isEqualTo("ACCEPTED");
        assertThat(desk.timeline(made.caseNo(), 5)).containsExactly(
                "IN_REVIEW TAKE_BACK_REQUESTED", "IN_REVIEW TAKE_BACK_REFUSED", "IN_REVIEW TAKE_BACK_REQUESTED",
                "ACCEPTED TAKE_BACK_GRANTED");
    }

    @Test
    void aSpecialProcedureEndsWhenTheCaseIsGivenBack() {
        SyntheticCase made = desk.claimed();
        world.step(made.caseNo(), "{\"status\":\"08\"}");
        desk.wants(made.caseNo(), "TB-1");
        desk.awaitAsked(made.caseNo());

        desk.platformDecides(made.caseNo(), "{\"result\":\"1\"}");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 1");
        assertThat(desk.timeline(made.caseNo(), 6)).containsExactly(
                "SUSPENDED TAKE_BACK_REQUESTED", "IN_REVIEW DERIVED", "ACCEPTED TAKE_BACK_GRANTED");
    }

    @Test
    void aDecisionThatCrossesTheWishWinsAndALateConsentBecomesATask() {
        SyntheticCase made = desk.claimed();
        desk.wants(made.caseNo(), "TB-1");
        desk.awaitAsked(made.caseNo());

        world.step(made.caseNo(), "{\"status\":\"10\",\"resultCode\":\"0\"}");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 2");
        assertThat(desk.state(made.caseNo())).isEqualTo("DECIDED");
        desk.platformDecides(made.caseNo(), "{\"result\":\"1\",\"takeBackId\":\"TB-1\"}");
        await().atMost(World.PATIENCE).until(() -> world.database().strings("select kind from case_task where case_no = '"
                + made.caseNo() + "'").contains("take-back-contradiction"));
        assertThat(desk.state(made.caseNo())).isEqualTo("DECIDED");
        assertThat(desk.outcomes(made.caseNo())).hasSize(1);
    }

    @Test
    void aWishForWhatIsDecidedIsRefusedAtOnceAndNobodyIsAsked() {
        SyntheticCase made = desk.claimed();
        world.step(made.caseNo(), "{\"status\":\"10\",\"resultCode\":\"0\"}");

        desk.wants(made.caseNo(), "TB-1");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 2");
        assertThat(desk.askedFor(made.caseNo())).isEmpty();
    }

    @Test
    void anAnswerThatIsLostIsAskedForAndAppliedOnce() {
        SyntheticCase made = desk.forwarded();
        world.platform().faults("{\"fault\":\"answer-lost\",\"operation\":\"take-back\",\"times\":1}");

        desk.wants(made.caseNo(), "TB-1");

        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-1 1");
        assertThat(world.hops(made.caseNo(), "city-platform"))
                .containsExactly("send delivered", "send doubtful", "probe delivered");
        assertThat(desk.askedFor(made.caseNo())).hasSize(1);
        assertThat(desk.state(made.caseNo())).isEqualTo("ACCEPTED");
    }

    @Test
    void theSameWishGetsTheSameReceiptAndOtherWordsUnderItsNumberAreRefused() {
        SyntheticCase made = desk.claimed();
        WireAnswer first = desk.wants(made.caseNo(), "TB-1", "转错部门");
        WireAnswer again = desk.wants(made.caseNo(), "TB-1", "转错部门");
        WireAnswer other = desk.wants(made.caseNo(), "TB-1", "材料有误");
        desk.wants(made.caseNo(), "TB-2");

        assertThat(again.bodyText()).isEqualTo(first.bodyText());
        assertThat(other.status()).isEqualTo(409);
        // The second wish while the first one waits is refused; nobody is asked twice.
        assertThat(desk.told(made.caseNo(), 1)).containsExactly("TB-2 2");
        assertThat(desk.askedFor(made.caseNo()).size()).isLessThanOrEqualTo(1);
        assertThat(desk.wants("11610700Y00000016L3000131999000209912319999", "TB-1", "转错部门").status()).isEqualTo(404);
    }
}
