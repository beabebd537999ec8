package cn.tongban.hub.alert;

import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.source.Sources;
import cn.tongban.hub.support.StorageGauge;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
    /** Half a minute, one, two, … an hour: given up after about six hours. */
    private static final NoticeSender.Pace PACE = new NoticeSender.Pace(Duration.ofSeconds(30), 12);

    @Bean
    AlertRepository alertRepository(JdbcClient jdbc) {
        return new AlertRepository(jdbc);
    }

    @Bean
    ClusterRepository alertClusterRepository(JdbcClient jdbc) {
        return new ClusterRepository(jdbc);
    }

    @Bean
    NoticeRepository noticeRepository(JdbcClient jdbc) {
        return new NoticeRepository(jdbc);
    }

    @Bean
    FlowHourRepository flowHourRepository(JdbcClient jdbc) {
        return new FlowHourRepository(jdbc);
    }

    @Bean
    AlertWords alertWords(ActiveBundle active) {
        return new AlertWords(id -> active.digest().flatMap(there -> active.bundle().connectors().find(id)));
    }

    @Bean
    NoticeSender noticeSender(NoticeRepository outbox, AlertProperties settings, AlertWords words, Environment environment,
            ObjectMapper json, MeterRegistry meters, Clock clock) {
        NoticeText text = new NoticeText(words, environment.getRequiredProperty("hub.public-url"));
        List<Channel> channels = new ArrayList<>();
        if (!settings.webhook().url().isEmpty()) {
            channels.add(new WebhookChannel(settings.webhook(), text, json, clock));
        }
        if (!settings.mail().host().isEmpty()) {
            channels.add(new MailChannel(settings.mail(), text));
        }
        return new NoticeSender(outbox, channels, PACE, meters);
    }

    @Bean
    NoticeWriter noticeWriter(NoticeRepository outbox, NoticeSender sender) {
        return new NoticeWriter(outbox, sender.names());
    }

    @Bean
    Expectations expectations(FlowHourRepository hours, ActiveBundle active, AlertProperties settings, Clock clock) {
        return new Expectations(hours, () -> new WorkDays(active.bundle().calendar()), settings.silence(), clock);
    }

    @Bean
    FlowCounter flowCounter(FlowHourRepository hours, PlatformTransactionManager transactions, AlertProperties settings,
            Clock clock) {
        return new FlowCounter(hours, new TransactionTemplate(transactions), settings, clock);
    }

    @Bean
    SharedLook sharedLook(OpenDeliveries open, Destinations destinations, AlertProperties settings, Clock clock) {
        return new SharedLook(open, destinations, settings, clock);
    }

    @Bean
    BalanceLook balanceLook(DeliveryQueries deliveries, Clocks clocks, AlertProperties settings, Clock clock) {
        return new BalanceLook(deliveries, clocks, settings, clock);
    }

    @Bean
    SilenceLook silenceLook(FlowHourRepository hours, Expectations expectations, AlertProperties settings) {
        return new SilenceLook(hours, expectations, settings.silence());
    }

    @Bean
    AlertKeeper.Node alertNode(Destinations destinations, OpenDeliveries open, Sources sources, StorageGauge storage,
            AlertProperties settings, ClusterRepository cluster, PlatformTransactionManager transactions) {
        String name = "node-" + UUID.randomUUID().toString().substring(0, 8);
        return new AlertKeeper.Node(name, new NodeLook(name, destinations, open, sources, storage, settings), cluster,
                new TransactionTemplate(transactions));
    }

    @Bean
    AlertKeeper alertKeeper(AlertKeeper.Node node, List<Look> looks, AlertRepository alerts, NoticeWriter notices,
            AlertProperties settings, Clock clock) {
        return new AlertKeeper(node, looks, alerts, notices, settings, clock);
    }

    @Bean
    AlertDesk alertDesk(AlertRepository alerts, NoticeRepository notices, NoticeWriter writer, Clock clock) {
        return new AlertDesk(alerts, notices, writer, clock);
    }

    @Bean
    AlertHousekeeping alertHousekeeping(AlertRepository alerts, NoticeRepository notices, FlowHourRepository hours,
            ClusterRepository cluster, AlertProperties settings, MeterRegistry meters, Clock clock) {
        return new AlertHousekeeping(new AlertHousekeeping.Repositories(alerts, notices, hours, cluster), settings, meters,
                clock);
    }
}
