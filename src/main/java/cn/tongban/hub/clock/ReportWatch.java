package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseTasks;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for what a system should have got within its limit and has not: a figure, and a task at each case, until it has. */
final class ReportWatch {
    private static final Logger log = LoggerFactory.getLogger(ReportWatch.class);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String KIND = "report-late";
    private static final int MOST = 500;

    private final ActiveBundle active;
    private final OpenDeliveries open;
    private final CaseTasks tasks;
    private final Clock clock;
    private final MultiGauge late;

    ReportWatch(ActiveBundle active, OpenDeliveries open, CaseTasks tasks, MeterRegistry meters, Clock clock) {
        this.active = active;
        this.open = open;
        this.tasks = tasks;
        this.clock = clock;
        this.late = MultiGauge.builder("hub.report.late")
                .description("Cases of which a system has not got something within its limit, 500 at most").register(meters);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void look() {
        if (active.digest().isEmpty()) {
            return;
        }
        try {
            Bundle bundle = active.bundle();
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (ConnectorDescriptor connector : bundle.connectors().all()) {
                int within = connector.deliver().map(DeliverySettings::reportWithin).orElse(0);
                if (within > 0) {
                    Instant before = new ReportLimit(new WorkDays(bundle.calendar()), within).lateBefore(clock.instant());
                    connector.destinations().forEach(destination -> rows.add(
                            MultiGauge.Row.of(Tags.of("connector", destination), keep(destination, before))));
                }
            }
            late.register(rows, true);
        } catch (DataAccessException | HubException e) {
            log.warn("Limits were not looked at, the next look makes up for it: {}", e.getMessage());
        }
    }

    private int keep(String destination, Instant before) {
        SortedMap<String, String> details = new TreeMap<>();
        open.recordedBefore(destination, before, MOST).forEach(one -> details.put(
                one.caseNo(), destination + " " + one.oldest().atZone(ZONE).toLocalDate()));
        tasks.keep(KIND, destination, details, () -> Ids.next(clock.instant()));
        return details.size();
    }
}
