package cn.tongban.hub.flow;

import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.delivery.Carrier;
import cn.tongban.hub.delivery.DeliveryRules;
import cn.tongban.hub.intake.Fate;
import cn.tongban.hub.intake.Listeners;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.intake.StepProfiles;
import cn.tongban.hub.material.MaterialRepository;
import cn.tongban.hub.support.StorageGauge;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The one entry of sources, with real routes in front of a real recorder, and a list of what was committed through it. */
public final class SourceFlow implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Bundles bundles = new Bundles();
    private final ActiveBundle active = new ActiveBundle();
    private final SourceEntry entry;
    private final List<Handed> handed = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable afterCommit = () -> {};

    /** One item of a batch that was committed. */
    public record Handed(String key, String body, boolean repeated) {}

    public SourceFlow(DataSource dataSource, Path data) {
        TestPropertyValues.of("hub.data=" + data).applyTo(context);
        context.registerBean(DataSource.class, () -> new DelegatingDataSource(dataSource));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(dataSource));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(Carrier.class, SourceFlow::nobody);
        context.registerBean(StepProfiles.class, () -> connector -> StepProfile.STRICT);
        context.registerBean(Listeners.class, () -> Listeners.NOBODY);
        context.registerBean(StorageGauge.class, () -> () -> false);
        context.registerBean(MaterialRepository.class, () -> new MaterialRepository(new JdbcTemplate(dataSource)));
        context.registerBean(DeliveryRules.class, () -> List::of);
        context.register(Properties.class);
        context.scan("cn.tongban.hub.vault", "cn.tongban.hub.blob", "cn.tongban.hub.material", "cn.tongban.hub.promise",
                "cn.tongban.hub.parcel", "cn.tongban.hub.intake", "cn.tongban.hub.delivery");
        context.refresh();
        entry = new SourceEntry(active, this::record, refusal -> {}, Observed.NOBODY);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties
    @ConfigurationPropertiesScan("cn.tongban.hub")
    static class Properties {
        @Bean
        static Object noSource() {
            return new Object();
        }
    }

    /** There are no destinations, so nothing is ever carried. */
    private static Carrier nobody() {
        return (Carrier) Proxy.newProxyInstance(Carrier.class.getClassLoader(), new Class<?>[] {Carrier.class},
                (proxy, method, arguments) -> {
                    throw new AssertionError("nothing is to be carried");
                });
    }

    private List<Fate> record(List<Recording> recordings, Consumer<List<Fate>> within) {
        beforeCommit.run();
        List<Fate> fates = context.getBean(Recorder.class).recordTogether(recordings, within);
        for (int i = 0; i < fates.size(); i++) {
            if (fates.get(i) instanceof Fate.Recorded recorded) {
                Recording one = recordings.get(i);
                handed.add(new Handed(one.key(), new String(one.original(), StandardCharsets.UTF_8),
                        recorded.receipt().repeated()));
            }
        }
        afterCommit.run();
        return fates;
    }

    public SourceFlow file(String path, String text) {
        bundles.file(path, text);
        return this;
    }

    public SourceFlow environment(String name, String value) {
        bundles.environment.put(name, value);
        return this;
    }

    /** Starts the bundle as it stands and makes it the active one. */
    public void swap() {
        active.swap(bundles.start());
    }

    public ActiveBundle active() {
        return active;
    }

    public SourceEntry entry() {
        return entry;
    }

    /** Asks partners over the active bundle. */
    public PartnerPulls pulls(Predicate<String> open) {
        return new PartnerPulls(active, open, Clock.systemUTC());
    }

    public JdbcTemplate jdbc() {
        return context.getBean(JdbcTemplate.class);
    }

    public Vault vault() {
        return context.getBean(Vault.class);
    }

    public MeterRegistry meters() {
        return context.getBean(MeterRegistry.class);
    }

    /** All that was committed, repeats too, in order. */
    public List<Handed> handed() {
        return List.copyOf(handed);
    }

    /** What was new to the inbox. */
    public List<Handed> recorded() {
        return handed.stream().filter(one -> !one.repeated()).toList();
    }

    public void forget() {
        handed.clear();
    }

    public void beforeCommit(Runnable what) {
        beforeCommit = what;
    }

    public void afterCommit(Runnable what) {
        afterCommit = what;
    }

    @Override
    public void close() {
        active.close();
        context.close();
    }
}
