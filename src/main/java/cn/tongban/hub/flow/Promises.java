package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyAccount;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.StepSettings;
import cn.tongban.hub.delivery.DeliveryPolicy;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.OpeningHours;
import cn.tongban.hub.delivery.RetryPolicy;
import cn.tongban.hub.intake.Listeners;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What connector.yaml promises, in the words of the packages that keep it. */
final class Promises {
    private Promises() {}

    /** One policy per destination, so that a party that is slow or away keeps no other one waiting. */
    static Collection<DeliveryPolicy> policies(Bundle bundle) {
        return bundle.connectors().all().stream()
                .flatMap(connector -> connector.destinations().stream()
                        .map(id -> policy(id, connector.deliver().orElseThrow())))
                .toList();
    }

    /** Who may log in at the broker. */
    static Collection<PartyAccount> parties(Bundle bundle) {
        return bundle.connectors().all().stream()
                .flatMap(connector -> connector.parties().values().stream()
                        .map(party -> new PartyAccount(connector.id(), party.id(),
                                new String(bundle.secrets().get(connector.id(), party.secret()).chars()),
                                Set.copyOf(party.events()))))
                .toList();
    }

    /** Who listens to a message of this type of this case; not who brought the case and is told of it by routes. */
    static List<Listeners.Listener> listeners(Bundle bundle, String type, StoredCase stored) {
        String way = stored.hearing().deliveryWay();
        String result = stored.file().result() == null ? "" : stored.file().result().name();
        return bundle.connectors().all().stream()
                .filter(connector -> !connector.id().equals(stored.origin()))
                .flatMap(connector -> connector.deliver().stream()
                        .flatMap(deliver -> deliver.listens().stream())
                        .filter(listening -> listening.hears(type, way, result)
                                && bundle.isOn(connector.id(), listening.on()))
                        .map(listening -> new Listeners.Listener(connector.id(), listening.once())))
                .toList();
    }

    /** A connector that is not in the bundle is taken strictly. */
    static StepProfile profile(Bundle bundle, String connector) {
        return bundle.connectors().find(Destination.of(connector).connector())
                .map(ConnectorDescriptor::steps)
                .map(Promises::profile)
                .orElse(StepProfile.STRICT);
    }

    /** Whether a partner may be asked now; not while its destination is closed, paused or not there yet. */
    static boolean mayBeAsked(Destinations destinations, String connector) {
        return destinations.all().stream()
                .filter(status -> Destination.of(status.destination()).connector().equals(connector))
                .anyMatch(status -> status.open() && status.pausedAt() == null);
    }

    private static StepProfile profile(StepSettings steps) {
        return new StepProfile(
                states(steps.implied()),
                states(steps.repeats()),
                steps.park(),
                steps.decideWithDebt(),
                steps.others(),
                states(steps.hears()));
    }

    private static Set<CaseState> states(List<String> names) {
        return names.stream().map(CaseState::valueOf).collect(Collectors.toSet());
    }

    private static DeliveryPolicy policy(String id, DeliverySettings deliver) {
        return new DeliveryPolicy(
                id,
                DoubtPolicy.valueOf(deliver.doubt().name()),
                deliver.concurrency(),
                deliver.ratePerSecond(),
                new RetryPolicy(
                        deliver.retry().first(),
                        deliver.retry().factor(),
                        deliver.retry().max(),
                        deliver.retry().jitter(),
                        deliver.retry().attempts()),
                new DeliveryPolicy.CircuitPolicy(deliver.circuit().failures(), deliver.circuit().open()),
                hours(deliver),
                deliver.absentAfter());
    }

    private static OpeningHours hours(DeliverySettings deliver) {
        List<OpeningHours.Window> windows = deliver.openingHours().stream()
                .map(hours -> new OpeningHours.Window(hours.days(), hours.from(), hours.to()))
                .toList();
        List<OpeningHours.Maintenance> maintenance = deliver.maintenance().stream()
                .map(closed -> new OpeningHours.Maintenance(closed.from(), closed.to()))
                .toList();
        return new OpeningHours(windows, maintenance);
    }
}
