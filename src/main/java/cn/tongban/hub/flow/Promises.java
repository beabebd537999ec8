package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyAccount;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.StepSettings;
import cn.tongban.hub.delivery.DeliveryPolicy;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.OpeningHours;
import cn.tongban.hub.delivery.RetryPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

    /** A connector that is not in the bundle is taken strictly. */
    static StepProfile profile(Bundle bundle, String connector) {
        return bundle.connectors().find(Destination.of(connector).connector())
                .map(ConnectorDescriptor::steps)
                .map(Promises::profile)
                .orElse(StepProfile.STRICT);
    }

    private static StepProfile profile(StepSettings steps) {
        return new StepProfile(
                states(steps.implied()),
                states(steps.repeats()),
                steps.park(),
                steps.decideWithDebt(),
                steps.others());
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
                hours(deliver));
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
