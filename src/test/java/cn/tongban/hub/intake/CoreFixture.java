package cn.tongban.hub.intake;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseResult;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Carrier;
import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryEngine;
import cn.tongban.hub.delivery.DeliveryPolicy;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRules;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.OpeningHours;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.delivery.RetryPolicy;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.StorageGauge;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Intake and delivery on a real database, with an outside world that does what the test says. */
final class CoreFixture implements AutoCloseable {
    static final String DESK = "desk";
    static final String CITY = "city";
    /** Reports on the cases of others. */
    static final String COURIER = "courier";
    /** A register that keeps what it hears in a table of the test. */
    static final String REGISTER = "test";
    private static final StepProfile OTHERS = new StepProfile(java.util.Set.of(), java.util.Set.of(), Duration.ofHours(24), false, true);
    static final Instant MORNING = Instant.parse("2026-03-16T01:30:00Z");

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final World world = new World();
    private volatile List<DeliveryPolicy> policies;
    private final AtomicInteger nonce = new AtomicInteger();

    CoreFixture(DataSource dataSource, java.nio.file.Path data, DoubtPolicy doubt) {
        TestPropertyValues.of("hub.data=" + data, "hub.delivery.lease=3s", "hub.delivery.stop-patience=1s").applyTo(context);
        // A wrapper: the server and its pool outlive this context.
        context.registerBean(DataSource.class, () -> new org.springframework.jdbc.datasource.DelegatingDataSource(dataSource));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(dataSource));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(io.micrometer.core.instrument.MeterRegistry.class,
                io.micrometer.core.instrument.simple.SimpleMeterRegistry::new);
        context.registerBean(Carrier.class, () -> world);
        context.registerBean(StepProfiles.class, () -> connector -> connector.equals(COURIER) ? OTHERS : StepProfile.STRICT);
        context.registerBean(Listeners.class, () -> CoreFixture::listeners);
        context.registerBean(StorageGauge.class, () -> () -> false);
        policies = List.of(policy(DESK, DoubtPolicy.IDEMPOTENT), policy(CITY, doubt), policy(COURIER, doubt));
        context.registerBean(DeliveryRules.class, () -> () -> policies);
        context.registerBean(Register.class, () -> new TestRegister(new JdbcTemplate(dataSource)));
        context.register(Properties.class);
        context.scan("cn.tongban.hub.vault", "cn.tongban.hub.blob", "cn.tongban.hub.material", "cn.tongban.hub.promise",
                "cn.tongban.hub.parcel", "cn.tongban.hub.intake", "cn.tongban.hub.delivery");
        context.refresh();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    @org.springframework.boot.context.properties.ConfigurationPropertiesScan("cn.tongban.hub")
    static class Properties {
        @Bean
        static Object nothing() {
            return new Object();
        }
    }

    /** The courier: of papers to be fetched once, of results to be brought. */
    private static List<Listeners.Listener> listeners(String type, StoredCase stored) {
        boolean fetches = type.equals("case.submitted") && stored.hearing().deliveryWay().equals("POST_BOTH");
        boolean brings = type.equals("case.closed") && stored.file().result() == CaseResult.GRANTED
                && stored.hearing().deliveryWay().startsWith("POST_");
        boolean watches = type.equals("commitment.found-false");
        return fetches || brings || watches ? List.of(new Listeners.Listener(COURIER, fetches)) : List.of();
    }

    private static DeliveryPolicy policy(String destination, DoubtPolicy doubt) {
        return new DeliveryPolicy(destination, doubt, 8, 0,
                new RetryPolicy(Duration.ofMillis(50), 2, Duration.ofMillis(400), 0.2, 5),
                new DeliveryPolicy.CircuitPolicy(50, Duration.ofMillis(200)), OpeningHours.ALWAYS, Duration.ZERO);
    }

    /** The city is away: what is taken would move its case by itself. */
    void cityIsAway() {
        world.plans.put(CITY + "/case.submitted",
                attempt -> new Outcome.RetryLater(ErrorCode.DESTINATION_UNREACHABLE, "away", null));
    }

    /** As a deployment does that changes how often a destination is tried. */
    void tryMoreOften() {
        policies = policies.stream().map(old -> new DeliveryPolicy(old.destination(), old.doubt(), old.concurrency(),
                old.ratePerSecond(), new RetryPolicy(Duration.ofMillis(40), 2, Duration.ofMillis(400), 0.2, 50),
                old.circuit(), old.hours(), Duration.ZERO)).toList();
        context.getBean(DeliveryEngine.class).follow();
    }

    Recorder recorder() {
        return context.getBean(Recorder.class);
    }

    DeliveryDesk desk() {
        return context.getBean(DeliveryDesk.class);
    }

    DeliveryQueries queries() {
        return context.getBean(DeliveryQueries.class);
    }

    Receipt submit(String caseNo) {
        return submit(caseNo, caseNo + ":1", "{\"caseNo\":\"" + caseNo + "\",\"name\":\"甲\"}");
    }

    Receipt submit(String caseNo, String key, String body) {
        Step received = Step.of(DESK + "/" + caseNo + "/1", CaseState.RECEIVED, MORNING).withContent("content of " + body);
        return recorder().record(recording(DESK, key, "case.submitted", caseNo, body, new Address.To(List.of(CITY)),
                new CaseEntry.Submission(1, "task", false, List.of(received))));
    }

    CaseQueries cases() {
        return context.getBean(CaseQueries.class);
    }

    Receipt step(String caseNo, String stepId, CaseState state, Instant at) {
        return recorder().record(stepRecording(caseNo, stepId, state, at));
    }

    Recording stepRecording(String caseNo, String stepId, CaseState state, Instant at) {
        return recording(CITY, caseNo + "/" + stepId, state.eventType(), caseNo,
                "{\"caseNo\":\"" + caseNo + "\",\"step\":\"" + stepId + "\"}", new Address.CaseOrigin(),
                new CaseEntry.Progress(Step.of(CITY + "/" + stepId, state, at)));
    }

    JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    Recording recording(String connector, String key, String type, String caseNo, String body, Address address,
            Entry entry) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Recording(connector, key, type, caseNo, "test", "application/json", "", "bundle", bytes, bytes, address,
                entry, List.of(new Recording.Identifier("name", "甲")), "nonce-" + nonce.incrementAndGet());
    }

    @Override
    public void close() {
        context.close();
    }

    private record TestRegister(JdbcTemplate jdbc) implements Register {
        @Override
        public String name() {
            return REGISTER;
        }

        @Override
        public void write(List<Arrived> entries) {
            entries.forEach(one -> jdbc.update("insert into entry_of_test values (?, ?)", one.key(),
                    new String(one.canonical(), StandardCharsets.UTF_8)));
        }
    }

    /** Takes what it is sent, unless the test has other plans for a delivery. */
    static final class World implements Carrier {
        final List<Attempt> seen = new CopyOnWriteArrayList<>();
        final Map<String, Function<Attempt, Outcome>> plans = new ConcurrentHashMap<>();
        volatile Function<Attempt, ProbeAnswer> probes = attempt -> new ProbeAnswer.Absent();
        final List<Attempt> asked = new CopyOnWriteArrayList<>();

        @Override
        public AttemptResult send(Attempt attempt) {
            seen.add(attempt);
            Function<Attempt, Outcome> plan = plans.getOrDefault(attempt.destination() + "/" + attempt.type(),
                    any -> new Outcome.Delivered("R-" + attempt.deliveryId(), false));
            return new AttemptResult(plan.apply(attempt), "bundle", "digest");
        }

        @Override
        public ProbeAnswer probe(Attempt attempt) {
            asked.add(attempt);
            return probes.apply(attempt);
        }
    }
}
