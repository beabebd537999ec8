package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.DoubtPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a partner's raw record against the hub's books, by the doubt policy of the connector. */
final class Witness {
    private final ConnectorUnderTest connector;
    private final HubDatabase database;
    private final DoubtPolicy doubt;

    Witness(ConnectorUnderTest connector, HubDatabase database, DoubtPolicy doubt) {
        this.connector = connector;
        this.database = database;
        this.doubt = doubt;
    }

    /**
     * What a partner saw of one case.
     *
     * @param raw requests that want something done, repeats of a delivery among them
     * @param probes questions what became of one
     */
    record Tally(int raw, int repeats, int probes, int effects) {
        @Override
        public String toString() {
            return raw + " raw requests, " + repeats + " repeats, " + probes + " probes, " + effects + " effects";
        }
    }

    /** Requests of the case that want something done, each as it came. */
    List<RawRequest> raw(String caseNo) {
        Set<String> deliveries = deliveriesOf(caseNo);
        return connector.partner().requests(
                request -> !isProbe(request) && deliveries.contains(connector.deliveryOf(request)));
    }

    Tally tally(String caseNo) {
        List<RawRequest> raw = raw(caseNo);
        int keys = byDelivery(raw).size();
        int probes = connector.partner().requests(request -> isProbe(request) && request.caseNo().startsWith(caseNo)).size();
        return new Tally(raw.size(), raw.size() - keys, probes, (int) raw.stream().filter(RawRequest::hadEffect).count());
    }

    /** True when the partner did what this delivery wanted: what somebody who calls there is told. */
    boolean hadEffect(String delivery) {
        return effects().contains(delivery);
    }

    /** Deliveries that had their effect, whatever the case. */
    private Set<String> effects() {
        return connector.partner().requests(RawRequest::hadEffect).stream()
                .map(connector::deliveryOf).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
    }

    /** Every promise about a case that is at its end and about the connector's whole day. */
    void assertKept(String caseNo) {
        List<RawRequest> raw = raw(caseNo);
        List<String> breaches = new ArrayList<>();
        byDelivery(raw).forEach((delivery, requests) -> judge(delivery, requests, breaches));
        judgeOrder(caseNo, raw, breaches);
        judgeSignatures(raw, breaches);
        breaches.addAll(database.strings(("select destination || ' is left with ' || type || ' ' || state || ' ' || reason"
                + " from delivery where case_no = '%s' and state <> 'delivered'").formatted(caseNo)));
        breaches.addAll(database.strings(("select 'recorded twice: ' || type from message where case_no = '%s'"
                + " group by connector, type, body_digest having count(*) > 1").formatted(caseNo)));
        breaches.addAll(database.strings(
                ("select 'a person has to ' || kind || ' ' || detail from case_task"
                + " where done_at is null and case_no = '%s'").formatted(caseNo)));
        Balance balance = new Balance(database);
        breaches.addAll(balance.unbalanced());
        breaches.addAll(balance.differences(connector.destination(), effects()));
        assertThat(breaches).as("breaches of " + caseNo).isEmpty();
    }

    private Set<String> deliveriesOf(String caseNo) {
        return new LinkedHashSet<>(database.strings(
                "select id from delivery where case_no = '%s' and destination = '%s' order by position"
                        .formatted(caseNo, connector.destination())));
    }

    private Map<String, List<RawRequest>> byDelivery(List<RawRequest> raw) {
        Map<String, List<RawRequest>> requests = new LinkedHashMap<>();
        raw.forEach(one -> requests.computeIfAbsent(connector.deliveryOf(one), id -> new ArrayList<>()).add(one));
        return requests;
    }

    private void judge(String delivery, List<RawRequest> requests, List<String> breaches) {
        long effects = requests.stream().filter(RawRequest::hadEffect).count();
        if (effects != 1) {
            breaches.add(effects + " effects of " + delivery);
        }
        RawRequest before = null;
        for (RawRequest request : requests) {
            if (before != null && !mayFollow(before, request)) {
                breaches.add("request " + request.number() + " came again without leave for " + delivery);
            }
            before = request;
        }
    }

    /** Whether what came before gave leave to send again. */
    private boolean mayFollow(RawRequest before, RawRequest request) {
        if (connector.saidThatItDidNothing(before)) {
            return true;
        }
        return switch (doubt) {
            case IDEMPOTENT -> before.body().equals(request.body());
            case PROBE -> !before.hadEffect() && askedBetween(before, request);
            case CONFIRM -> !before.hadEffect() && askedAPerson(request);
        };
    }

    private boolean askedBetween(RawRequest before, RawRequest request) {
        return !connector.partner().requests(one -> isProbe(one) && one.complete() && one.caseNo().equals(request.caseNo())
                && one.number() > before.number() && one.number() < request.number()).isEmpty();
    }

    private boolean isProbe(RawRequest request) {
        return request.is(connector.question());
    }

    private boolean askedAPerson(RawRequest request) {
        return database.number("select count(*) from audit_event where action = 'delivery.resolve' and subject = '"
                + connector.deliveryOf(request) + "'") > 0;
    }

    /** Messages of one case have their effect in the order in which they were recorded. */
    private void judgeOrder(String caseNo, List<RawRequest> raw, List<String> breaches) {
        List<String> recorded = List.copyOf(deliveriesOf(caseNo));
        List<String> arrived = raw.stream().filter(RawRequest::hadEffect).map(connector::deliveryOf).distinct().toList();
        if (!arrived.equals(recorded)) {
            breaches.add("recorded in the order " + recorded + ", took effect as " + arrived);
        }
    }

    private static void judgeSignatures(List<RawRequest> raw, List<String> breaches) {
        raw.stream().filter(request -> request.complete() && !Set.of("ok", "unchecked").contains(request.signature()))
                .forEach(request -> breaches.add("request " + request.number() + " had a signature " + request.signature()));
    }
}
