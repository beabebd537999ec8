package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub is killed while lanes are claimed: before, during and after the request. */
class CrashWhileDeliveringIT {
    private static final String BUSY = "{\"fault\":\"busy\",\"operation\":\"%s\",\"millis\":1000}";
    /** The lease of the quick world, one look of the pump, and the slack of a shared machine. */
    private static final Duration LEASE = Duration.ofSeconds(5).plusSeconds(10);

    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void killedAfterThePartnersSuccessTheDeliveryIsDoubtfulAndThePartnerIsAsked() {
        world.platform().faults("{\"fault\":\"answer-held\",\"operation\":\"submit\",\"times\":1}");
        Acked acked = world.handInFresh();
        await().atMost(World.PATIENCE).until(() -> !submissions(acked).isEmpty());

        world.hub().kill();
        world.platform().healthy();
        world.hub().start();

        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        assertThat(submissions(acked)).extracting(RawRequest::effect).containsExactly("created");
        // A question that got no answer in time leaves the doubt and is asked again; nothing is ever sent again.
        assertThat(world.hops(acked.caseNo(), "city-platform"))
                .startsWith("lease-lost doubtful")
                .endsWith("probe delivered")
                .noneMatch(hop -> hop.startsWith("send"));
        world.assertKept(List.of(acked));
    }

    @Test
    void killedWhileClaimedForAProbingPartnerTheDeliveryIsDoubtfulAndSentAfterTheQuestion() {
        world.platform().faults(BUSY.formatted("submit"));
        Acked acked = world.handInFresh();
        await().atMost(World.PATIENCE).until(() -> !submissions(acked).isEmpty());

        killWhileClaimed(acked.caseNo(), "city-platform", world.platform());

        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        assertThat(world.hops(acked.caseNo(), "city-platform"))
                .containsSubsequence("lease-lost doubtful", "probe waiting", "send delivered");
        assertThat(submissions(acked)).filteredOn(RawRequest::hadEffect).hasSize(1);
        world.assertKept(List.of(acked));
    }

    @Test
    void killedWhileClaimedForAPartnerWithKeysTheLaneIsFreeAgainWithinTheLease() {
        Acked acked = world.handInFresh();
        world.awaitState(acked.caseNo(), "city-platform", "delivered");
        world.window().faults(BUSY.formatted("step"));
        world.step(acked.caseNo(), "{\"status\":\"07\"}");
        await().atMost(World.PATIENCE).until(() -> !world.window().requestsOf(acked.caseNo()).isEmpty());

        killWhileClaimed(acked.caseNo(), "city-window", world.window());

        await().atMost(LEASE).until(() -> world.deliveryState(acked.caseNo(), "city-window").equals("delivered"));
        assertThat(world.hops(acked.caseNo(), "city-window")).doesNotContain("lease-lost doubtful");
        assertThat(world.window().requestsOf(acked.caseNo())).filteredOn(RawRequest::hadEffect).hasSize(1);
        world.assertKept(List.of(acked));
    }

    /** Lanes are claimed, but their content cannot be read: nothing can have been sent when the kill comes. */
    private void killWhileClaimed(String caseNo, String destination, SandboxSystem partner) {
        String claimed = "select count(*) from lane where destination = '%s' and order_key = '%s' and owner is not null"
                .formatted(destination, caseNo);
        try (HubDatabase.Lock lock = world.database().lock("message")) {
            long before = partner.count();
            await().atMost(World.PATIENCE).until(() -> lock.waiting() > 0 && world.database().number(claimed) == 1);
            // Whatever was on its way when the lock was taken has ended by now: the claim that is held is a later one.
            assertThat(partner.count()).isLessThanOrEqualTo(before + 1);
            world.hub().kill();
        }
        partner.healthy();
        world.hub().start();
    }

    private List<RawRequest> submissions(Acked acked) {
        return world.platform().requests(request -> request.is("submit") && request.caseNo().equals(acked.caseNo()));
    }
}
