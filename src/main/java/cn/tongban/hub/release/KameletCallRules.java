package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.DoubtPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a Kamelet does: headers, then the signature, then one call; all of a connector sign alike. */
final class KameletCallRules {
    private static final Set<String> CALLS = Set.of("{{}}", "http", "https", "party", "soap");

    private final BundleView view;
    private final FindingList findings;

    KameletCallRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        view.kamelets().values().forEach(this::kamelet);
    }

    private void kamelet(KameletFile kamelet) {
        List<RouteStep> steps = kamelet.steps();
        long calls = steps.stream().filter(KameletCallRules::isCall).count();
        RouteStep last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        boolean allowed = steps.stream().filter(RouteStep::isTo)
                .allMatch(step -> isCall(step) || step.uri().scheme().equals("hub"));
        if (allowed && (calls != 1 || !isCall(last))) {
            findings.error(last == null ? kamelet.root().get("spec").orElse(kamelet.root()) : last.place(), "kamelet-call",
                    "A Kamelet makes one call, and it is the last step.");
            return;
        }
        if (last != null && calls == 1 && !last.uri().scheme().equals("party")) {
            signature(kamelet, last);
            headers(kamelet, last);
        }
    }

    private static boolean isCall(RouteStep step) {
        return step.isTo() && CALLS.contains(step.uri().scheme());
    }

    private void signature(KameletFile kamelet, RouteStep call) {
        Set<String> own = schemes(kamelet);
        Set<String> others = view.kamelets().values().stream()
                .filter(other -> other != kamelet && other.connector().equals(kamelet.connector()))
                .flatMap(other -> schemes(other).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (others.size() == 1 && !own.equals(others)) {
            findings.error(call.place(), "kamelet-signature", "The other Kamelets of " + kamelet.connector()
                    + " sign with scheme=" + others.iterator().next() + ".");
        }
        List<RouteStep> steps = kamelet.steps();
        boolean signs = steps.stream().anyMatch(step -> step.isTo() && step.uri().isHub("sign"));
        if (signs && !(steps.get(steps.size() - 2).isTo() && steps.get(steps.size() - 2).uri().isHub("sign"))) {
            findings.error(call.place(), "kamelet-signature", "hub:sign stands directly before the call: it covers what is sent.");
        }
    }

    private static Set<String> schemes(KameletFile kamelet) {
        return kamelet.steps().stream().filter(step -> step.isTo() && step.uri().isHub("sign"))
                .map(step -> step.uri().option("scheme")).collect(Collectors.toCollection(TreeSet::new));
    }

    private void headers(KameletFile kamelet, RouteStep call) {
        Set<String> names = kamelet.steps().stream().filter(step -> step.kind().equals("setHeader"))
                .map(step -> step.body().textOf("name")).collect(Collectors.toSet());
        boolean json = kamelet.root().at("spec", "dataTypes", "in").isPresent() && !call.uri().scheme().equals("soap");
        if (json && !attaches(kamelet) && !seals(kamelet) && !names.contains("Content-Type")) {
            findings.error(call.place(), "content-type", "A document is sent with a Content-Type.",
                    "Write setHeader: {name: Content-Type, constant: application/json} before it.");
        }
        boolean idempotent = view.connectors().find(kamelet.connector()).flatMap(ConnectorDescriptor::deliver)
                .map(DeliverySettings::doubt).filter(DoubtPolicy.IDEMPOTENT::equals).isPresent();
        boolean keyed = kamelet.steps().stream().anyMatch(step -> step.body().textOf("variable").equals("hub.deliveryId"));
        if (idempotent && json && !keyed) {
            findings.error(call.place(), "idempotency-key", "The connector is idempotent, and nothing tells a repeat: no header holds hub.deliveryId.");
        }
    }

    /** An envelope says itself what it is. */
    private static boolean seals(KameletFile kamelet) {
        return kamelet.steps().stream().anyMatch(step -> step.isTo() && step.uri().isHub("envelope"));
    }

    /** The bytes of a material bring their own type. */
    private boolean attaches(KameletFile kamelet) {
        return view.routes().stream()
                .filter(route -> route.allSteps().anyMatch(step -> step.isTo() && step.uri().path().equals(kamelet.name())))
                .anyMatch(route -> route.allSteps().anyMatch(step -> step.isTo() && step.uri().isHub("attach")));
    }
}
