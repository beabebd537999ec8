package cn.tongban.hub.alert;

import cn.tongban.hub.mapping.WorkDays;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The silence alarm. Only hours that are over and counted are judged. A flow is silent when nothing has come since an hour in
 * which something was declared, or for so long that what weak hours brought makes it no chance; or when in the last hour far
 * less came than in a weak one. It is over with the next message, whatever the night between them was like.
 */
final class SilenceLook implements Look {
    private final FlowHourRepository repository;
    private final Expectations expectations;
    private final AlertProperties.Silence settings;

    SilenceLook(FlowHourRepository repository, Expectations expectations, AlertProperties.Silence settings) {
        this.repository = repository;
        this.expectations = expectations;
        this.settings = settings;
    }

    /** A flow as it is judged. */
    private record Judged(Optional<Profile> profile, Map<FlowDay, Map<Integer, Integer>> declared, WorkDays days) {
        OptionalInt declared(Instant hour) {
            Integer least = declared.getOrDefault(day(hour), Map.of()).get(FlowHours.hourOfDay(hour));
            return least == null ? OptionalInt.empty() : OptionalInt.of(least);
        }

        int usual(Instant hour) {
            return profile.map(known -> known.usual(day(hour), FlowHours.hourOfDay(hour)).orElse(0)).orElse(0);
        }

        private FlowDay day(Instant hour) {
            return FlowDay.of(FlowHours.day(hour), days);
        }
    }

    @Override
    public Set<AlertRule> rules() {
        return Set.of(AlertRule.SILENCE);
    }

    @Override
    public List<Sighting> now() {
        Optional<Instant> counted = repository.countedTo();
        if (!settings.enabled() || counted.isEmpty()) {
            return List.of();
        }
        Instant running = FlowHours.of(counted.get());
        Instant over = running.minus(FlowHours.HOUR);
        Map<Flow, Profile> profiles = expectations.learned(running).profiles();
        Map<Flow, Map<FlowDay, Map<Integer, Integer>>> declared = expectations.declared();
        Map<Flow, Map<Instant, Long>> recent = repository.since(over);
        Instant longAgo = running.minus(Duration.ofDays(7L * settings.weeks()));
        Set<Flow> flows = new HashSet<>(profiles.keySet());
        flows.addAll(declared.keySet());
        WorkDays days = expectations.days();
        List<Sighting> silent = new ArrayList<>();
        for (Flow flow : flows) {
            Judged judged = new Judged(Optional.ofNullable(profiles.get(flow)), declared.getOrDefault(flow, Map.of()), days);
            Map<Instant, Long> came = new HashMap<>(recent.getOrDefault(flow, Map.of()));
            judged.profile().ifPresent(known -> came.putIfAbsent(known.lastHour(), 1L));
            Instant last = came.keySet().stream().max(Instant::compareTo).orElse(longAgo);
            if (isSilent(judged, last, over, recent.getOrDefault(flow, Map.of()))) {
                silent.add(new Sighting(AlertRule.SILENCE, flow.subject(), minutes(last, over)));
            }
        }
        return silent;
    }

    private static boolean isSilent(Judged judged, Instant last, Instant over, Map<Instant, Long> recent) {
        if (last.isBefore(over)) {
            return nothingSince(judged, last, over);
        }
        long came = recent.getOrDefault(over, 0L);
        OptionalInt least = judged.declared(over);
        return came > 0 && (least.isPresent() ? came < least.getAsInt() : Surprise.tooFew(came, judged.usual(over)));
    }

    private static boolean nothingSince(Judged judged, Instant last, Instant over) {
        double missing = 0;
        for (Instant hour = last.plus(FlowHours.HOUR); !hour.isAfter(over); hour = hour.plus(FlowHours.HOUR)) {
            OptionalInt least = judged.declared(hour);
            if (least.isPresent() && least.getAsInt() > 0) {
                return true;
            }
            missing += least.isPresent() ? 0 : judged.usual(hour);
        }
        return Surprise.tooFew(0, missing);
    }

    /** Since the end of the last hour in which something came. */
    private static long minutes(Instant last, Instant over) {
        return Math.max(0, Duration.between(last, over).toMinutes());
    }
}
