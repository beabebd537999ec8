package cn.tongban.hub.alert;

import cn.tongban.hub.clock.ClockFilter;
import cn.tongban.hub.clock.ClockLight;
import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.delivery.DeliveryQueries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What costs more to count, the more the longer the day: the day's equation and the cases past their limit. Counted once a
 * minute, and for at most a fiftieth of the time.
 */
final class BalanceLook implements Look {
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final int MOST_CASES = 100;
    private static final int PAUSE_FOR_WORK = 50;

    private final DeliveryQueries deliveries;
    private final Clocks clocks;
    private final AlertProperties settings;
    private final Clock clock;
    private List<Sighting> last = List.of();
    private Instant countedAt = Instant.EPOCH;
    private Duration goodFor = GOOD_FOR;

    BalanceLook(DeliveryQueries deliveries, Clocks clocks, AlertProperties settings, Clock clock) {
        this.deliveries = deliveries;
        this.clocks = clocks;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Set<AlertRule> rules() {
        return Set.of(AlertRule.BALANCE, AlertRule.CASES_LATE);
    }

    @Override
    public List<Sighting> now() {
        Instant now = clock.instant();
        if (now.isBefore(countedAt) || Duration.between(countedAt, now).compareTo(goodFor) >= 0) {
            long begun = System.nanoTime();
            last = count(LocalDate.ofInstant(now, FlowHours.ZONE));
            Duration pause = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(PAUSE_FOR_WORK);
            goodFor = pause.compareTo(GOOD_FOR) > 0 ? pause : GOOD_FOR;
            countedAt = now;
        }
        return last;
    }

    private List<Sighting> count(LocalDate today) {
        List<Sighting> found = new ArrayList<>();
        deliveries.balance(today).stream().filter(balance -> balance.difference() != 0)
                .forEach(b -> found.add(new Sighting(AlertRule.BALANCE, b.destination(), b.difference())));
        if (settings.casesLate() > 0) {
            int most = Math.max(settings.casesLate(), MOST_CASES);
            int late = clocks.page(new ClockFilter(ClockLight.RED, null, null, null, null, null), most).size();
            if (late >= settings.casesLate()) {
                found.add(new Sighting(AlertRule.CASES_LATE, "", late));
            }
        }
        return found;
    }
}
