package cn.tongban.hub.alert;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every node reports what only it sees; the one that leads looks at the rest, and begins, raises and ends alerts. A leader
 * that is gone is followed by another one within half a minute.
 */
final class AlertKeeper {
    private static final Logger log = LoggerFactory.getLogger(AlertKeeper.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration HEARD = Duration.ofMinutes(1);

    private final Node node;
    private final List<Look> looks;
    private final AlertRepository alerts;
    private final NoticeWriter notices;
    private final AlertProperties settings;
    private final Clock clock;

    /** This node, and how it stands to the others. */
    record Node(String name, Look own, ClusterRepository cluster, TransactionTemplate transactions) {}

    /** What was seen, and of which rules that is all. */
    private record Seen(Set<AlertRule> rules, Map<Sighting.Key, Sighting> sightings) {
        void add(Set<AlertRule> of, List<Sighting> found) {
            found.forEach(one -> sightings.put(one.key(), one));
            rules.addAll(of);
        }
    }

    AlertKeeper(Node node, List<Look> looks, AlertRepository alerts, NoticeWriter notices, AlertProperties settings,
            Clock clock) {
        this.node = node;
        this.looks = List.copyOf(looks);
        this.alerts = alerts;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void often() {
        if (!settings.enabled()) {
            return;
        }
        try {
            turn();
        } catch (DataAccessException | TransactionException | HubException e) {
            log.warn("Alerts are looked after later: {}", e.getMessage());
        }
    }

    synchronized void turn() {
        List<Sighting> own = node.own().now();
        node.transactions().executeWithoutResult(status -> node.cluster().report(node.name(), own));
        if (!node.cluster().lead(node.name(), LEASE)) {
            return;
        }
        Seen seen = look();
        node.transactions().executeWithoutResult(status -> judge(seen, clock.instant()));
    }

    private Seen look() {
        Seen seen = new Seen(EnumSet.noneOf(AlertRule.class), new HashMap<>());
        seen.add(node.own().rules(), node.cluster().reported(HEARD));
        for (Look look : looks) {
            try {
                seen.add(look.rules(), look.now());
            } catch (DataAccessException | TransactionException | HubException e) {
                log.warn("{} cannot be judged now: {}", look.rules(), e.getMessage());
            }
        }
        return seen;
    }

    private void judge(Seen seen, Instant now) {
        Map<Sighting.Key, Sighting> fresh = new HashMap<>(seen.sightings());
        List<Alert> known = alerts.notEnded(now);
        for (Alert alert : known) {
            Sighting again = fresh.remove(alert.sighting().key());
            if (again != null) {
                alerts.seen(alert.id(), again.figure(), now);
                raiseInTime(alert, now);
            } else if (seen.rules().contains(alert.rule())) {
                endInTime(alert, now);
            }
        }
        fresh.values().stream().limit(Math.max(0, AlertRepository.MOST - known.size())).forEach(one -> begin(one, now));
        tell(now);
    }

    private void begin(Sighting sighting, Instant now) {
        UUID id = Ids.next(now);
        alerts.begin(id, sighting, now);
        if (settings.after(sighting.rule()).isZero()) {
            raise(id, sighting, now);
        }
    }

    private void raiseInTime(Alert alert, Instant now) {
        if (alert.state() == AlertState.PENDING
                && !now.isBefore(alert.since().plus(settings.after(alert.rule())))) {
            raise(alert.id(), alert.sighting(), now);
        }
    }

    private void raise(UUID id, Sighting sighting, Instant now) {
        alerts.raise(id, now);
        log.atWarn().addKeyValue("rule", sighting.rule().wire()).addKeyValue("subject", sighting.subject())
                .log("Alert {} is raised for {}", sighting.rule().wire(), sighting.subject());
    }

    /** A condition that comes back within the hold goes on as the same alert. */
    private void endInTime(Alert alert, Instant now) {
        if (alert.state() == AlertState.PENDING) {
            alerts.forget(alert.id());
        } else if (!now.isBefore(alert.seenAt().plus(settings.hold()))) {
            alerts.end(alert.id(), now);
            log.atInfo().addKeyValue("rule", alert.rule().wire()).addKeyValue("subject", alert.subject())
                    .log("Alert {} has ended for {}", alert.rule().wire(), alert.subject());
            if (alert.toldAt() != null && alert.mutedUntil() == null) {
                notices.ended(alert, now);
            }
        }
    }

    /** Of what nobody was told yet: it is new, or it was muted until now. */
    private void tell(Instant now) {
        List<Alert> untold = new ArrayList<>(alerts.notEnded(now));
        untold.removeIf(a -> a.state() != AlertState.RAISED || a.toldAt() != null || a.mutedUntil() != null);
        untold.forEach(alert -> {
            notices.raised(alert, now);
            alerts.told(alert.id(), now);
        });
    }
}
