package cn.tongban.hub.alert;

import cn.tongban.hub.alert.FlowHourRepository.Declared;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What flows are expected to bring in an hour: what people declared, else what was learned. */
public final class Expectations {
    private static final int MOST = 1_000_000;
    /** Tables of more flows than that nobody reads. */
    private static final int MOST_SHOWN = 60;
    private static final Duration SHOWN_GOOD_FOR = Duration.ofSeconds(5);

    private final FlowHourRepository repository;
    private final Supplier<WorkDays> calendar;
    private final AlertProperties.Silence settings;
    private final Clock clock;
    private @Nullable Learned last;
    private @Nullable Shown shown;

    /** @param calendar of the bundle at work; fails while there is none */
    Expectations(FlowHourRepository repository, Supplier<WorkDays> calendar, AlertProperties.Silence settings, Clock clock) {
        this.repository = repository;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * An hour of a flow.
     *
     * @param usual what weak hours brought, null while too little is known
     * @param declared what people said, null when they said nothing
     */
    public record Hour(int hour, @Nullable Integer usual, @Nullable Integer declared) {
        /** By which it is judged. */
        public int asked() {
            return declared != null ? declared : usual != null ? usual : 0;
        }
    }

    /**
     * A flow on one kind of day.
     *
     * @param days of that kind from which was learned
     * @param known whether those are enough
     */
    public record Expected(Flow flow, FlowDay day, int days, boolean known, List<Hour> hours) {}

    /** What was learned up to an hour, by which calendar. */
    record Learned(Instant hour, String calendar, Map<Flow, Profile> profiles) {}

    private record Shown(Instant at, Map<Flow, Profile> profiles) {}

    /** By connector and type, working days before days off. */
    public List<Expected> all() {
        Map<Flow, Profile> profiles = shown();
        Map<Flow, Map<FlowDay, Map<Integer, Integer>>> said = declared();
        List<Expected> all = new ArrayList<>();
        profiles.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Flow::connector).thenComparing(Flow::type)))
                .limit(MOST_SHOWN)
                .forEach(entry -> {
                    for (FlowDay day : FlowDay.values()) {
                        all.add(expected(entry.getKey(), day, entry.getValue(), said));
                    }
                });
        return all;
    }

    private static Expected expected(Flow flow, FlowDay day, Profile profile,
            Map<Flow, Map<FlowDay, Map<Integer, Integer>>> said) {
        Map<Integer, Integer> declared = said.getOrDefault(flow, Map.of()).getOrDefault(day, Map.of());
        List<Hour> hours = IntStream.range(0, 24).mapToObj(hour -> {
            OptionalInt usual = profile.usual(day, hour);
            return new Hour(hour, usual.isPresent() ? usual.getAsInt() : null, declared.get(hour));
        }).toList();
        return new Expected(flow, day, profile.days(day), profile.usual(day, 0).isPresent(), hours);
    }

    /**
     * Says how much a flow brings at least in each of these hours.
     *
     * @param from first hour, 0 to 23
     * @param to last hour, included
     * @param least null: back to what was learned; 0: nothing is expected
     * @throws HubException REQUEST_INVALID; NOT_FOUND when nothing ever came of such a flow
     */
    public Flow declare(Flow flow, FlowDay day, int from, int to, @Nullable Integer least, String by) {
        if (from < 0 || to > 23 || from > to) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "hours");
        }
        if (least != null && (least < 0 || least > MOST)) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "least");
        }
        if (!shown().containsKey(flow)) {
            throw new HubException(ErrorCode.NOT_FOUND, flow.subject());
        }
        Instant now = clock.instant();
        for (int hour = from; hour <= to; hour++) {
            if (least == null) {
                repository.takeBack(flow, day, hour);
            } else {
                repository.declare(new Declared(flow, day, hour, least), by, now);
            }
        }
        return flow;
    }

    /** Learned anew when the hour or the calendar is another one; between that, what was learned before. */
    synchronized Learned learned(Instant hour) {
        WorkDays days = calendar.get();
        Learned known = last;
        if (known == null || !known.hour().equals(hour) || !known.calendar().equals(days.calendar().digest())) {
            known = learn(hour, days);
            last = known;
        }
        return known;
    }

    /** For people, who may have seen a new flow come up; reading it all again for each of their looks would be too much. */
    private synchronized Map<Flow, Profile> shown() {
        Instant now = clock.instant();
        Shown known = shown;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(SHOWN_GOOD_FOR) > 0) {
            known = new Shown(now, learn(FlowHours.of(now), calendar.get()).profiles());
            shown = known;
        }
        return known.profiles();
    }

    private Learned learn(Instant hour, WorkDays days) {
        Map<Flow, Profile> profiles = new HashMap<>();
        repository.since(hour.minus(Duration.ofDays(7L * settings.weeks()))).forEach((flow, hours) ->
                profiles.put(flow, Profile.of(hours, days, FlowHours.day(hour), settings.samples())));
        return new Learned(hour, days.calendar().digest(), profiles);
    }

    /** By flow, kind of day and hour. */
    Map<Flow, Map<FlowDay, Map<Integer, Integer>>> declared() {
        Map<Flow, Map<FlowDay, Map<Integer, Integer>>> all = new HashMap<>();
        repository.declared().forEach(one -> all.computeIfAbsent(one.flow(), none -> new HashMap<>())
                .computeIfAbsent(one.day(), none -> new HashMap<>()).put(one.hour(), one.least()));
        return all;
    }

    WorkDays days() {
        return calendar.get();
    }
}
