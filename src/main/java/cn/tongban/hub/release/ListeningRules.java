package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.Listening;
import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.support.HubException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a connector.yaml names outside of itself: types that it listens to, ways and results, the mapping of its answers. */
final class ListeningRules {
    private static final String RULE = "listens-route";
    private static final String CODES = "mappings/canonical/codes/";

    private final BundleView view;
    private final FindingList findings;

    ListeningRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (ConnectorDescriptor connector : view.connectors().all()) {
            String file = "connectors/" + connector.id() + "/connector.yaml";
            connector.deliver().stream().flatMap(deliver -> deliver.listens().stream())
                    .forEach(listening -> listening(connector, file, listening));
            connector.door().flatMap(Door::answer).filter(mapping -> !view.mappingNames().contains(mapping))
                    .ifPresent(mapping -> unknown("unknown-mapping", file, "mapping", mapping, view.mappingNames()));
        }
    }

    private void listening(ConnectorDescriptor connector, String file, Listening listening) {
        Set<String> carried = carried(connector.id());
        for (String type : listening.types()) {
            if (!view.messageTypes().contains(type)) {
                unknown("unknown-type", file, "message type", type, new TreeSet<>(view.messageTypes()));
            } else if (!carried.contains(type) && !carried.contains("*")) {
                findings.error(file, 1, RULE, "It listens for " + type + ", but no route carries that to " + connector.id()
                        + ".", "Write a route from hub:deliveries/" + connector.id() + ".");
            }
        }
        codes(file, "delivery-way", listening.delivery());
        codes(file, "result", listening.results());
    }

    private Set<String> carried(String connector) {
        return view.routes().stream()
                .filter(RouteFile::isDelivery)
                .map(route -> route.from().orElseThrow())
                .filter(from -> from.target().equals(connector))
                .flatMap(from -> List.of(from.option("types").replace(" ", "").split(",")).stream())
                .collect(Collectors.toSet());
    }

    private void codes(String file, String table, List<String> named) {
        String path = CODES + table + ".csv";
        if (!view.files().has(path)) {
            return;
        }
        Set<String> known;
        try {
            known = CsvFile.read(view.files(), path).rows().stream().map(row -> row.get("canonical")).collect(Collectors.toSet());
        } catch (HubException unreadable) {
            // A finding of the table's own rules.
            return;
        }
        named.stream().filter(code -> !known.contains(code)).forEach(code -> unknown(RULE, file, table, code, known));
    }

    private void unknown(String rule, String file, String what, String name, Collection<String> known) {
        findings.error(file, 1, rule, "There is no " + what + " " + name + ".", DidYouMean.of(name, known));
    }
}
