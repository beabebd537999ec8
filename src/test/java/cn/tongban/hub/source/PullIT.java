package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.flow.SourceFlow;
import cn.tongban.hub.flow.SourceFlow.Handed;
import cn.tongban.hub.support.PgExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A partner that keeps what it has for the hub until it is asked and told. */
class PullIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private final AtomicBoolean open = new AtomicBoolean(true);
    private final List<Sources> nodes = new ArrayList<>();
    private PullPartner partner;
    private SourceFlow flow;
    private SourceRepository repository;

    @BeforeEach
    void begin() throws IOException {
        partner = new PullPartner();
        flow = new SourceFlow(HUB.dataSource(), data);
        PullBundle.lay(flow, partner.url());
        flow.swap();
        repository = new SourceRepository(flow.jdbc());
    }

    @AfterEach
    void end() {
        nodes.forEach(Sources::stop);
        flow.close();
        partner.close();
    }

    private Sources node(String name) {
        Sources sources = new Sources(flow.active(), List.of(new PullSources(flow.pulls(id -> open.get()), flow.entry(), flow.meters())),
                new LeadershipRepository(SourceFixture.sessions(HUB), name, Duration.ofSeconds(15)), repository, Clock.systemUTC());
        nodes.add(sources);
        sources.start();
        return sources;
    }

    private void put(String... cases) {
        for (String caseNo : cases) {
            partner.put(caseNo, "{\"caseNo\":\"" + caseNo + "\"}");
        }
    }

    private List<String> recorded() {
        return flow.recorded().stream().map(Handed::key).toList();
    }

    private void awaitNothingLeft() {
        await().atMost(LIMIT).until(() -> partner.left() == 0);
    }

    private SourceState state(Sources sources) {
        return sources.status().stream().filter(one -> one.id().equals("keeper")).findFirst().orElseThrow().state();
    }

    private List<SourceAlarm> alarms() {
        return repository.alarms().stream().map(SourceRepository.Alarm::alarm).toList();
    }

    @Test
    void whatWaitsIsRecordedInOrderAndConfirmed() {
        put("P1", "P2", "P3", "P4", "P5", "P6", "P7");
        node("node-a");
        awaitNothingLeft();

        assertThat(recorded()).containsExactly("P1", "P2", "P3", "P4", "P5", "P6", "P7");
        assertThat(partner.confirmed).extracting(said -> said.path("outcome").asText()).containsOnly("recorded").hasSize(7);
        assertThat(partner.tickets).hasValue(1);
    }

    @Test
    void thePositionOfTheLastAnswerIsToldAtTheNextAndSurvivesARestart() {
        Sources first = node("node-a");
        await().atMost(LIMIT).until(() -> partner.positions.size() >= 3);
        first.stop();
        int asked = partner.positions.size();
        node("node-b");
        await().atMost(LIMIT).until(() -> partner.positions.size() > asked);

        assertThat(partner.positions.get(0)).isEmpty();
        for (int i = 1; i < asked; i++) {
            assertThat(partner.positions.get(i)).isEqualTo("look-" + i);
        }
        // Whoever is stopped between an answer and its commit has it again from where it was.
        assertThat(partner.positions.get(asked)).isIn("look-" + (asked - 1), "look-" + asked);
    }

    @Test
    void aLostConfirmationIsMadeUpForAtTheNextLook() {
        partner.losesConfirmations = true;
        put("P1");
        node("node-a");
        await().atMost(LIMIT).until(() -> alarms().contains(SourceAlarm.CONFIRMATION_LOST));
        assertThat(recorded()).containsExactly("P1");

        partner.losesConfirmations = false;
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> alarms().isEmpty());
        assertThat(recorded()).as("recorded once").containsExactly("P1");
        assertThat(partner.confirmed.get(0).path("outcome").asText()).isEqualTo("repeated");
    }

    @Test
    void whatIsOnlyNamedIsAskedForWhole() {
        fetching();
        put("P1", "P2", "P3", "P4");
        node("node-a");
        awaitNothingLeft();

        assertThat(flow.recorded()).extracting(Handed::body).allMatch(body -> body.contains("\"whole\":true")).hasSize(4);
        assertThat(partner.fetched).startsWith("P1", "P2", "P3");
    }

    /** Nor does the position move, so that it is asked for again. */
    @Test
    void oneThatCannotBeHadKeepsNoOtherFromBeingTaken() {
        fetching();
        partner.gone.add("P1");
        put("P1", "P2");
        node("node-a");
        await().atMost(LIMIT).until(() -> alarms().contains(SourceAlarm.ANSWER_UNUSABLE));
        await().atMost(LIMIT).until(() -> recorded().equals(List.of("P2")));
        assertThat(partner.positions).containsOnly("");

        partner.gone.clear();
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> alarms().isEmpty());
        assertThat(recorded()).containsExactly("P2", "P1");
    }

    private void fetching() {
        PullBundle.layFetching(flow, partner.url());
        flow.swap();
    }

    @Test
    void whatIsRefusedIsToldWithItsReason() {
        partner.put("bad", "{\"caseNumber\":\"P1\"}");
        put("P2");
        node("node-a");
        awaitNothingLeft();

        assertThat(recorded()).containsExactly("P2");
        assertThat(partner.confirmed).anySatisfy(said -> {
            assertThat(said.path("key").asText()).isEqualTo("bad");
            assertThat(said.path("outcome").asText()).isEqualTo("refused");
            assertThat(said.at("/problem/code").asText()).isEqualTo("contract-violation");
            assertThat(said.at("/problem/detail").asText()).isNotEmpty();
        });
    }

    @Test
    void nothingIsConfirmedThatIsNotCommitted() {
        AtomicBoolean once = new AtomicBoolean(true);
        flow.beforeCommit(() -> {
            if (once.getAndSet(false)) {
                throw new IllegalStateException("killed before the commit");
            }
        });
        put("P1");
        node("node-a");
        awaitNothingLeft();

        assertThat(recorded()).containsExactly("P1");
        assertThat(partner.confirmed).hasSize(1);
    }

    @Test
    void aClosedPartnerIsNotAskedAndRaisesNoAlarm() {
        open.set(false);
        put("P1");
        Sources node = node("node-a");
        await().atMost(LIMIT).until(() -> state(node) == SourceState.CLOSED);
        await().during(Duration.ofMillis(1500)).atMost(LIMIT).until(() -> partner.looks.get() == 0 && alarms().isEmpty());

        open.set(true);
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> state(node) == SourceState.READING);
    }

    @Test
    void aPartnerThatIsAwayIsAskedAgainAndAlarmedOn() {
        partner.away = true;
        put("P1");
        Sources node = node("node-a");
        await().atMost(LIMIT).until(() -> alarms().contains(SourceAlarm.LAG));
        assertThat(state(node)).isEqualTo(SourceState.WAITING_FOR_PARTNER);

        partner.away = false;
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> alarms().isEmpty());
    }

    @Test
    void anAnswerThatIsNoneIsAlarmedOnAndLosesNothing() {
        partner.speaksNonsense = true;
        put("P1");
        node("node-a");
        await().atMost(LIMIT).until(() -> alarms().contains(SourceAlarm.ANSWER_UNUSABLE));
        assertThat(flow.handed()).isEmpty();

        partner.speaksNonsense = false;
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> alarms().isEmpty());
    }

    /** Fault 31. */
    @Test
    void aTicketThatEndsInMidDayIsRenewedAndOneThatCannotBeHadAlarms() {
        put("P1");
        node("node-a");
        awaitNothingLeft();
        partner.forgetTickets();
        put("P2");
        awaitNothingLeft();
        assertThat(alarms()).isEmpty();

        partner.givesTickets = false;
        partner.forgetTickets();
        put("P3");
        await().atMost(LIMIT).until(() -> alarms().contains(SourceAlarm.TICKET_MISSING));
        partner.givesTickets = true;
        awaitNothingLeft();
        await().atMost(LIMIT).until(() -> alarms().isEmpty());
        assertThat(recorded()).containsExactly("P1", "P2", "P3");
    }

    @Test
    void ofTwoNodesOneAsks() {
        Map<String, Sources> both = Map.of("a", node("node-a"), "b", node("node-b"));
        put("P1", "P2");
        awaitNothingLeft();

        assertThat(recorded()).containsExactly("P1", "P2");
        await().atMost(LIMIT).until(() ->
                both.values().stream().filter(node -> state(node) == SourceState.READING).count() == 1);
        assertThat(partner.positions).doesNotHaveDuplicates();
    }
}
