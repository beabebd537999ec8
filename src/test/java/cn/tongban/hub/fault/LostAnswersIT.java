package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request left and no usable answer came: the platform is asked, and never simply sent the same again. */
class LostAnswersIT {
    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.platform().healthy();
        Moments.letIdleConnectionsBeNoticed();
    }

    @Test
    void aPartnerThatNeverAnswersIsAskedAndThenSentTheCaseAgain() {
        Acked acked = handInDuring("silent");

        assertThat(submissions(acked)).extracting(RawRequest::effect).containsExactly("none", "created");
        assertThat(hops(acked)).startsWith("send doubtful").endsWith("probe waiting", "send delivered");
    }

    @Test
    void aPartnerThatWorksAfterItWasAskedIsNotSentTheCaseAgain() {
        world.platform().faults("{\"fault\":\"works-late\",\"operation\":\"submit\",\"times\":1,\"millis\":4000}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");

        assertThat(submissions(acked)).extracting(RawRequest::effect).containsExactly("created");
        assertThat(hops(acked)).startsWith("send doubtful", "probe doubtful").endsWith("probe delivered");
    }

    @Test
    void aPartnerThatWorksAndNeverAnswersIsNotSentTheCaseAgain() {
        assertFoundByProbe(handInDuring("answer-held"));
    }

    @Test
    void aResetInTheMiddleOfTheAnswerIsADoubt() {
        assertFoundByProbe(handInDuring("reset"));
    }

    @Test
    void anAnswerCutShortIsADoubt() {
        assertFoundByProbe(handInDuring("truncated"));
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsADoubt() {
        assertFoundByProbe(handInDuring("answer-lost"));
    }

    @Test
    void anError500AfterTheWorkIsADoubt() {
        assertFoundByProbe(handInDuring("error-after-work"));
    }

    @Test
    void anAnswerThatIsNotJsonIsADoubt() {
        assertFoundByProbe(handInDuring("malformed"));
    }

    @Test
    void anErrorTextWith200IsNotTakenForSuccess() {
        Acked acked = handInDuring("error-text");

        assertThat(submissions(acked)).extracting(RawRequest::effect).containsExactly("none", "created");
        assertThat(hops(acked)).startsWith("send doubtful").endsWith("probe waiting", "send delivered");
    }

    @Test
    void theReceiptOfAnotherMessageIsNeverAttached() {
        Acked acked = handInDuring("foreign-receipt");

        assertFoundByProbe(acked);
        assertThat(world.database().strings("select code from hop where code = 'receipt-foreign'")).hasSize(1);
        assertThat(world.database().strings("select receipt_no from hop union select receipt_no from delivery"))
                .doesNotContain("HZ19000101000001");
    }

    @Test
    void aDripOfBytesDoesNotHoldTheDeliveryForEver() {
        world.platform().faults("{\"fault\":\"drip\",\"operation\":\"submit\",\"times\":1,\"millis\":500}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");

        assertFoundByProbe(acked);
    }

    @Test
    void aProbeWithoutAnAnswerIsAskedAgainAndNothingIsSentMeanwhile() {
        world.platform()
                .faults(
                        "{\"fault\":\"answer-lost\",\"operation\":\"submit\",\"times\":1}",
                        "{\"fault\":\"silent\",\"operation\":\"probe\",\"times\":2}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");

        assertThat(submissions(acked)).hasSize(1);
        assertThat(hops(acked)).containsExactly("send doubtful", "probe doubtful", "probe doubtful", "probe delivered");
    }

    @Test
    void aBusyPartnerIsTriedAgainNotBeforeItSaid() {
        world.platform().faults("{\"fault\":\"busy\",\"operation\":\"submit\",\"times\":1,\"millis\":3000}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");

        List<RawRequest> submissions = submissions(acked);
        assertThat(submissions).extracting(RawRequest::status).containsExactly(503, 200);
        assertThat(java.time.Duration.between(
                        java.time.Instant.parse(submissions.get(0).at()), java.time.Instant.parse(submissions.get(1).at())))
                .isGreaterThanOrEqualTo(java.time.Duration.ofMillis(2900));
    }

    @Test
    void aRefusalIsForAPersonAndNotSentAgain() {
        world.platform().faults("{\"fault\":\"refused\",\"operation\":\"submit\",\"times\":1}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "refused");

        assertThat(submissions(acked)).hasSize(1);
        assertThat(hops(acked)).containsExactly("send refused");
    }

    @Test
    void aListenerThatIsDownIsNoDoubt() {
        world.platform().down();
        Moments.letIdleConnectionsBeNoticed();
        Acked acked = world.handInFresh();
        await().atMost(World.PATIENCE).until(() -> hops(acked).size() >= 2);
        world.platform().noFaults();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");

        assertThat(submissions(acked)).hasSize(1);
        assertThat(hops(acked)).doesNotContain("send doubtful").endsWith("send delivered");
    }

    private Acked handInDuring(String fault) {
        world.platform().faults("{\"fault\":\"" + fault + "\",\"operation\":\"submit\",\"times\":1}");
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        return acked;
    }

    private void assertFoundByProbe(Acked acked) {
        assertThat(submissions(acked)).extracting(RawRequest::effect).containsExactly("created");
        assertThat(hops(acked)).containsExactly("send doubtful", "probe delivered");
        world.assertKept(List.of(acked));
    }

    private List<RawRequest> submissions(Acked acked) {
        return world.platform().requests(request -> request.is("submit") && request.caseNo().equals(acked.caseNo()));
    }

    private List<String> hops(Acked acked) {
        return world.hops(acked.caseNo(), "city-platform");
    }
}
