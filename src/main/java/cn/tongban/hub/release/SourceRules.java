package cn.tongban.hub.release;

import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.PullSource;
import cn.tongban.hub.connector.SourceSettings;
import cn.tongban.hub.connector.TableSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a source reads and what is done with it: a route for each channel, columns that the contract describes. */
final class SourceRules {
    private final BundleView view;
    private final FindingList findings;

    SourceRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        view.connectors().all().forEach(connector -> {
            SourceSettings source = connector.source().orElse(null);
            if (source instanceof TableSource tables) {
                tables(connector.id(), tables);
            } else if (source instanceof PullSource pull) {
                pull.channels().forEach(channel -> pulled(connector.id(), channel));
                if (!pull.files().isEmpty()) {
                    needed(connector.id(), "arrivals", pull.files(), "source-channel");
                }
            }
            if (connector.deliver().flatMap(DeliverySettings::ticket).isPresent()) {
                needed(connector.id(), "tickets", "", "ticket");
            }
        });
    }

    /** Confirmations are the partner's wish, so they may be missing. */
    private void pulled(String connector, String channel) {
        needed(connector, "pulls", channel, "source-channel");
        needed(connector, "arrivals", channel, "source-channel");
    }

    private void needed(String connector, String verb, String channel, String rule) {
        boolean there = view.routes().stream().flatMap(route -> route.from().stream()).anyMatch(from ->
                from.isHub(verb) && from.target().equals(connector) && from.option("channel").equals(channel));
        if (!there) {
            findings.error("connectors/" + connector + "/connector.yaml", 1, rule, "No route starts from hub:" + verb + "/"
                    + connector + (channel.isEmpty() ? "." : " with channel " + channel + "."), "");
        }
    }

    private void tables(String connector, TableSource source) {
        Set<String> channels = source.tables().stream().map(TableSource.SourceTable::channel)
                .collect(Collectors.toCollection(TreeSet::new));
        for (RouteFile route : arrivals(connector)) {
            Uri from = route.from().orElseThrow();
            if (!channels.contains(from.option("channel"))) {
                findings.unknown(from.node(), "source-channel", "channel of " + connector, from.option("channel"), channels);
            }
        }
        String path = "connectors/" + connector + "/connector.yaml";
        YamlNode.read(view.files(), path, new FindingList()).flatMap(root -> root.at("source", "tables"))
                .ifPresent(list -> list.items().forEach(table -> table(connector, table)));
    }

    private List<RouteFile> arrivals(String connector) {
        return view.routes().stream()
                .filter(RouteFile::isArrival)
                .filter(route -> route.from().orElseThrow().target().equals(connector))
                .toList();
    }

    private void table(String connector, YamlNode table) {
        String channel = table.textOf("channel");
        Optional<RouteFile> route = arrivals(connector).stream()
                .filter(each -> each.from().orElseThrow().option("channel").equals(channel))
                .findFirst();
        if (route.isEmpty()) {
            findings.error(table.get("channel").orElse(table), "source-channel", "No route starts from hub:arrivals/"
                    + connector + " with channel " + channel + ".");
        }
        route.flatMap(RouteFile::contract).ifPresent(contract -> columns(table, contract));
    }

    private void columns(YamlNode table, String contract) {
        String path = "connectors/" + contract.replace("/", "/contract/") + ".schema.json";
        YamlNode row = view.files().has(path)
                ? YamlNode.read(view.files(), path, new FindingList()).flatMap(root -> root.at("properties", "row"))
                        .orElse(null)
                : null;
        YamlNode columns = table.get("columns").orElse(null);
        if (row == null || columns == null) {
            return;
        }
        Set<String> described = new TreeSet<>();
        row.get("properties").ifPresent(fields -> fields.entries().forEach(field -> described.add(field.name())));
        Set<String> read = new TreeSet<>();
        columns.items().forEach(column -> {
            read.add(column.text().orElse(""));
            if (!described.contains(column.text().orElse(""))) {
                findings.unknown(column, "source-column", "column of " + contract, column.text().orElse(""), described);
            }
        });
        row.get("required").ifPresent(required -> required.items().stream()
                .flatMap(name -> name.text().stream())
                .filter(name -> !read.contains(name))
                .forEach(name -> findings.error(columns, "source-column", "The contract " + contract + " needs the column "
                        + name + ".")));
    }
}
