package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.fault.Arrival.Form;
import cn.tongban.hub.fault.Arrival.Heard;
import cn.tongban.hub.fault.Arrival.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every connector keeps whatever its partner does: nothing acknowledged is lost, each message has one effect, raw
 * repeats stay within the doubt policy, the order of a case holds, the day balances, and the case comes to its end. A
 * real hub with its database and the sandbox, started once for all scenarios; one subclass for each connector says how.
 */
@Tag("fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectorContract implements ConnectorUnderTest {
    private static final Duration NIGHT = Duration.ofHours(8);
    /** Longer than the pauses after which a node looks for what is due, or asks again. */
    private static final Duration LOOK = Duration.ofSeconds(3);

    private World world;
    private HubApi api;
    private DoubtPolicy doubt;
    private Witness witness;
    private HubBooks books;
    private Cases cases;

    @BeforeAll
    void open(@TempDir Path folder) {
        world = start(folder);
        cases = new Cases(world);
        api = new HubApi(world.hub());
        doubt = DoubtPolicy.valueOf(
                api.get("/api/v1/connectors/" + destination()).findValue("doubt").asText().toUpperCase(Locale.ROOT));
        witness = new Witness(this, world.database(), doubt);
        books = new HubBooks(this, world.database());
    }

    @AfterAll
    void close() {
        if (world != null) {
            world.close();
        }
        stop();
    }

    @AfterEach
    void heal() {
        partner().healthy();
        Moments.letIdleConnectionsBeNoticed();
    }

    final World world() {
        return world;
    }

    final Cases cases() {
        return cases;
    }

    @Override
    public String state(String caseNo) {
        return cases.state(caseNo);
    }

    @Test
    void happyPath() {
        send(Scenario.HAPPY_PATH);
    }

    @Test
    void slow() {
        send(Scenario.SLOW, rule("slow", 2));
    }

    @Test
    void down() {
        assume(Scenario.DOWN);
        prepare();
        partner().down();
        Moments.letIdleConnectionsBeNoticed();
        String caseNo = begin();
        if (delivers()) {
            await("tried, or kept for it").atMost(World.PATIENCE).until(() -> world.hops(caseNo, destination()).size() > 1
                    || world.deliveryState(caseNo, destination()).equals("delivered"));
        } else {
            Moments.pass(LOOK);
        }
        follow(caseNo);
        assertThat(witness.raw(caseNo)).isEmpty();
        partner().noFaults();
        conclude(Scenario.DOWN, caseNo);
    }

    @Test
    void closedAtThePartner() {
        send(Scenario.CLOSED_AT_THE_PARTNER, rule("closed", 2));
    }

    @Test
    void closedForTheNight() {
        assume(Scenario.CLOSED_FOR_THE_NIGHT);
        prepare();
        String window = api.close(destination(), Clock.systemUTC().instant().plus(NIGHT));
        String caseNo;
        try {
            caseNo = begin();
            follow(caseNo);
            Moments.pass(LOOK);
            assertThat(witness.raw(caseNo)).isEmpty();
            assertThat(books.undelivered(caseNo)).as("kept for the morning").contains("waiting");
        } finally {
            api.open(destination(), window);
        }
        conclude(Scenario.CLOSED_FOR_THE_NIGHT, caseNo);
    }

    @Test
    void errorAfterTheWork() {
        send(Scenario.ERROR_AFTER_THE_WORK, rule("error-after-work", 1));
    }

    @Test
    void lostRequest() {
        send(Scenario.LOST_REQUEST, rule("request-lost", 1));
    }

    @Test
    void lostAnswer() {
        send(Scenario.LOST_ANSWER, rule("answer-lost", 1));
    }

    @Test
    void malformedAnswer() {
        send(Scenario.MALFORMED_ANSWER, rule("malformed", 1));
    }

    @Test
    void answerInWrongCharset() {
        send(Scenario.ANSWER_IN_WRONG_CHARSET, rule("wrong-charset", 1));
    }

    @Test
    void expiredTicket() {
        assume(Scenario.EXPIRED_TICKET);
        prepare();
        expireTicket();
        String caseNo = begin();
        follow(caseNo);
        conclude(Scenario.EXPIRED_TICKET, caseNo);
    }

    @Test
    void restartWhileSending() {
        assume(Scenario.RESTART_WHILE_SENDING);
        prepare();
        partner().faults(rule("answer-held", 1));
        String caseNo = begin();
        await("it has left").atMost(World.PATIENCE).until(() -> books.struck() == 1);
        world.hub().kill();
        partner().healthy();
        world.hub().start();
        follow(caseNo);
        conclude(Scenario.RESTART_WHILE_SENDING, caseNo);
    }

    @Test
    void duplicate() {
        assume(Scenario.DUPLICATE);
        Arrival arrival = arrival();
        long before = books.recorded();
        Heard first = arrival.say(Form.WELL);
        books.awaitRecorded(before + 1);

        assertThat(arrival.say(Form.WELL)).as("the first receipt again").isEqualTo(first);
        conclude(Scenario.DUPLICATE, arrival.caseNo());
    }

    @Test
    void malformed() {
        hear(Scenario.MALFORMED, Form.MALFORMED);
    }

    @Test
    void wrongSignature() {
        hear(Scenario.WRONG_SIGNATURE, Form.WRONG_SIGNATURE);
    }

    @Test
    void wrongCharset() {
        hear(Scenario.WRONG_CHARSET, Form.WRONG_CHARSET);
    }

    /** Killed after the commit and before the answer, or a little earlier: what was acknowledged is there, and once. */
    @Test
    void restartWhileReceiving() {
        assume(Scenario.RESTART_WHILE_RECEIVING);
        Arrival arrival = arrival();
        long before = books.recorded();
        new Balance(world.database()).awaitSettled(World.PATIENCE);
        world.database().withholdCommitAnswers();
        CompletableFuture<Heard> first = CompletableFuture.supplyAsync(() -> arrival.say(Form.WELL));
        await("a commit waits").atMost(World.PATIENCE).until(() -> world.database().commitsWithoutAnswer() > 0);
        world.hub().kill();
        world.database().answerCommits();
        world.hub().start();
        Heard heard = first.join();

        Heard again = arrival.say(Form.WELL);
        books.awaitRecorded(before + 1);
        if (heard.verdict() == Verdict.TAKEN) {
            assertThat(again).isEqualTo(heard);
        }
        conclude(Scenario.RESTART_WHILE_RECEIVING, arrival.caseNo());
    }

    /** Two messages of a case on their way to the partner while these faults are switched on. */
    private void send(Scenario scenario, String... faults) {
        assume(scenario);
        prepare();
        partner().faults(faults);
        String caseNo = begin();
        follow(caseNo);
        await("the fault has struck").atMost(World.PATIENCE).until(() -> books.struck() >= faults.length);
        conclude(scenario, caseNo);
    }

    /** The partner tells something wrongly, then rightly: nothing of the first is left but its refused bytes. */
    private void hear(Scenario scenario, Form form) {
        assume(scenario);
        Arrival arrival = arrival();
        long before = books.recorded();
        long refusals = books.refusals();

        assertThat(arrival.say(form).verdict()).isNotEqualTo(Verdict.TAKEN);

        if (arrival.isKept(form)) {
            await("kept for a person").atMost(World.PATIENCE).until(() -> books.refusals() > refusals);
        }
        assertThat(books.recorded()).isEqualTo(before);
        arrival.say(Form.WELL);
        books.awaitRecorded(before + 1);
        conclude(scenario, arrival.caseNo());
    }

    /** The case goes its way to the end; then both sides' books must agree. */
    private void conclude(Scenario scenario, String caseNo) {
        await("everything is delivered").atMost(World.PATIENCE).until(() -> settled(caseNo));
        String end = finish(caseNo);
        await(end + " is its end").atMost(World.PATIENCE).until(() -> state(caseNo), end::equals);
        new Balance(world.database()).awaitSettled(World.PATIENCE);
        witness.assertKept(caseNo);
        assertThat(world.hub().get("/actuator/prometheus").bodyText().lines()
                .filter(line -> line.startsWith("hub_balance_difference"))).allMatch(line -> line.endsWith(" 0.0"));
        System.out.printf("contract of %s %s: %s; %s%n", connector(), scenario,
                delivers() ? doubt + ", " + witness.tally(caseNo) : "only asked", end);
    }

    /** True when nothing of the case is on its way. People do meanwhile what only they may: they ask the partner, they mend. */
    private boolean settled(String caseNo) {
        if (doubt == DoubtPolicy.CONFIRM) {
            books.doubtful(caseNo).forEach(id -> api.resolve(id, witness.hadEffect(id)));
        }
        boolean settled = books.undelivered(caseNo).isEmpty();
        if (!settled) {
            decide(api, caseNo);
        }
        return settled;
    }

    private void assume(Scenario scenario) {
        String reason = cannotHappen().get(scenario);
        if (reason != null) {
            System.out.printf("contract of %s: %s cannot happen: %s%n", connector(), scenario, reason);
            Assumptions.abort(reason);
        }
    }

    /** A partner that is asked again and again may be asked before there is anything to tell: then it strikes oftener. */
    private String rule(String fault, int times) {
        return "{\"fault\":\"%s\",\"operation\":\"%s\",\"times\":%d,\"millis\":1000}"
                .formatted(fault, operation(), delivers() ? times : times + 3);
    }
}
