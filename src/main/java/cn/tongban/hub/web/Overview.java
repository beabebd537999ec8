package cn.tongban.hub.web;

import cn.tongban.hub.connector.Bilingual;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.Party;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryQueries.Balance;
import cn.tongban.hub.delivery.DeliveryQueries.Cause;
import cn.tongban.hub.delivery.DeliveryQueries.Recorded;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.delivery.OpenDeliveries.Open;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How everything stands: counts and states only, no personal data and no case. */
@Component
public final class Overview {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    // Counting a day costs more with each hour of it, what is open costs what is open. A wall of screens must not multiply
    // that. Who holds a token and has just decided something wants to see it, so the API asks afresh.
    private static final Duration DAY_GOOD_FOR = Duration.ofSeconds(2);
    private static final Duration OPEN_GOOD_FOR = Duration.ofMillis(900);

    private final BundleAtWork bundle;
    private final DeliveryQueries deliveries;
    private final Destinations destinations;
    private final Clock clock;
    private final Paced<Day> day;
    private final Paced<Now> now;

    Overview(
            BundleAtWork bundle,
            DeliveryQueries deliveries,
            OpenDeliveries open,
            Destinations destinations,
            Clock clock) {
        this.bundle = bundle;
        this.deliveries = deliveries;
        this.destinations = destinations;
        this.clock = clock;
        this.day = new Paced<>(DAY_GOOD_FOR, System::nanoTime, this::count);
        this.now = new Paced<>(OPEN_GOOD_FOR, System::nanoTime, () -> new Now(open.all(), deliveries.causes()));
    }

    private record Day(LocalDate date, List<Recorded> recorded, List<Balance> balance) {}

    private record Now(List<Open> open, List<Cause> causes) {}

    /**
     * @param day recording day in Shanghai that "today" means
     * @param causes dead letters by destination and code, most frequent first
     */
    public record Standing(
            Instant at, LocalDate day, Light light, String bundle, List<ConnectorState> connectors, List<Cause> causes) {}

    /**
     * @param recorded messages taken in from it today
     * @param today the day's equation of what goes to it, null for a system that nothing goes to
     * @param open what is open of all days, null as before
     * @param sending how the way out stands on this node, null as before
     * @param left it is not in the bundle at work, so nobody delivers what waits for it
     */
    public record ConnectorState(
            String id,
            String nameZh,
            String nameEn,
            Light light,
            long recorded,
            @Nullable Balance today,
            @Nullable Open open,
            Destinations.@Nullable Status sending,
            boolean left) {}

    /** As of a moment ago: a second or two, longer for the figures of a day that takes long to count. */
    public Standing now() {
        Day counted = day.get();
        return standing(counted.date().equals(today()) ? counted : day.fresh(), now.get());
    }

    /** As of now, for who has just decided something. */
    public Standing fresh() {
        return standing(day.fresh(), now.fresh());
    }

    private Day count() {
        LocalDate date = today();
        return new Day(date, deliveries.recorded(date), deliveries.balance(date));
    }

    private LocalDate today() {
        return clock.instant().atZone(ZONE).toLocalDate();
    }

    private Standing standing(Day today, Now present) {
        Map<String, Long> recorded = today.recorded().stream()
                .collect(Collectors.toMap(Recorded::connector, Recorded::messages));
        Map<String, Balance> balances = by(today.balance(), Balance::destination);
        Map<String, Open> opens = by(present.open(), Open::destination);
        Map<String, Destinations.Status> sending = by(destinations.all(), Destinations.Status::destination);
        BundleAtWork.Parts parts = bundle.parts();
        List<ConnectorState> states = Stream.concat(
                parts.connectors().all().stream()
                        .flatMap(c -> states(c, recorded.getOrDefault(c.id(), 0L), balances, opens, sending)),
                opens.keySet().stream().filter(id -> parts.connectors().owning(id).isEmpty())
                        .map(id -> left(id, balances, opens)))
                .toList();
        Light worst = states.stream().map(ConnectorState::light).max(Light::compareTo).orElse(Light.GOOD);
        return new Standing(clock.instant(), today.date(), worst, parts.files().digest(), states, present.causes());
    }

    /** One line for the connector, and one for each of its parties, for each of them stands for itself. */
    private static Stream<ConnectorState> states(ConnectorDescriptor connector, long recorded,
            Map<String, Balance> balances, Map<String, Open> opens, Map<String, Destinations.Status> sending) {
        Stream<ConnectorState> parties = connector.parties().isEmpty() ? Stream.of()
                : connector.destinations().stream().map(id -> state(id, named(connector, id), 0, true, balances, opens,
                        sending));
        boolean out = connector.deliver().isPresent() && connector.parties().isEmpty();
        return Stream.concat(
                Stream.of(state(connector.id(), connector.name(), recorded, out, balances, opens, sending)), parties);
    }

    /** What an earlier bundle addressed to a system that is not in the one at work waits for the next that has it. */
    private static ConnectorState left(String id, Map<String, Balance> balances, Map<String, Open> opens) {
        return new ConnectorState(id, id, id, Light.BAD, 0, today(id, balances), opens.get(id), null, true);
    }

    private static Bilingual named(ConnectorDescriptor connector, String destination) {
        Party party = connector.parties().get(Destination.of(destination).party());
        return party == null ? new Bilingual(connector.name().zh() + " 事件", connector.name().en() + " events")
                : party.name();
    }

    private static ConnectorState state(String id, Bilingual name, long recorded, boolean out,
            Map<String, Balance> balances, Map<String, Open> opens, Map<String, Destinations.Status> sending) {
        Open open = out ? opens.getOrDefault(id, new Open(id, 0, 0, 0, null, null)) : null;
        Balance today = out ? today(id, balances) : null;
        Destinations.Status status = sending.get(id);
        return new ConnectorState(id, name.zh(), name.en(), Light.of(open, status), recorded, today, open, status,
                false);
    }

    private static Balance today(String id, Map<String, Balance> balances) {
        return balances.getOrDefault(id, new Balance(id, 0, 0, 0, 0, 0, 0));
    }

    private static <T> Map<String, T> by(List<T> rows, Function<T, String> key) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
