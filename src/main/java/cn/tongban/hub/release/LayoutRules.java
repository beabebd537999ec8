package cn.tongban.hub.release;

import cn.tongban.hub.connector.Door;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that stand where nobody looks, and files that nobody refers to. */
final class LayoutRules {
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final List<Pattern> PLACES = List.of(
            "(routes|mappings)/README\\.md",
            "routes/policies/errors\\.camel\\.yaml",
            "routes/(?!policies/)" + NAME + "/(README\\.md|flow\\.yaml|[a-z0-9.-]+\\.camel\\.yaml|tests/[A-Za-z0-9._/-]+)",
            "connectors/" + NAME + "/(connector\\.yaml|simulator\\.yaml|README\\.md|[a-z0-9-]+\\.kamelet\\.yaml)",
            "connectors/" + NAME + "/contract/([a-z0-9.-]+\\.schema\\.json|[A-Za-z0-9._-]+\\.(md|sql|json|yaml|txt|xsd|wsdl))",
            "connectors/" + NAME + "/samples/[A-Za-z0-9._-]+",
            "mappings/" + NAME + "/(README\\.md|[a-z0-9-]+\\.jslt|codes/[a-z0-9-]+\\.csv)",
            "mappings/" + NAME + "/golden/[a-z0-9-]+/[a-z0-9-]+\\.(in|out|err|context)\\.json",
            "mappings/" + NAME + "/golden/codes/[a-z0-9-]+\\.csv",
            "mappings/canonical/samples/[A-Za-z0-9._-]+\\.json",
            "mappings/canonical/calendar/([0-9]{4}|local)\\.csv",
            "mappings/canonical/((items|item-pairs|tolerable|commitments|exclusions)\\.csv|schemas/[a-z0-9.-]+\\.schema\\.json)").stream().map(Pattern::compile).toList();

    private final BundleView view;
    private final FindingList findings;
    private final Set<String> kamelets = new HashSet<>();
    private final Set<String> targets = new TreeSet<>();
    private final Set<String> contracts = new HashSet<>();

    LayoutRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        view.files().paths().stream()
                .filter(path -> PLACES.stream().noneMatch(place -> place.matcher(path).matches()))
                .forEach(path -> findings.warning(path, 1, "misplaced", "The hub looks for nothing in this place."));
        view.connectorIds().forEach(this::described);
        long files = view.files().paths("routes/", RouteFile.SUFFIX).stream()
                .filter(path -> !path.startsWith("routes/policies/")).count();
        if (view.routes().size() < files) {
            // What a broken route refers to is not known; it is finding enough.
            return;
        }
        used();
        mappings();
        contracts();
        view.kamelets().values().stream().filter(kamelet -> !kamelets.contains(kamelet.name()))
                .forEach(kamelet -> unused(kamelet.path(), "No route calls the Kamelet " + kamelet.name() + "."));
        tables();
    }

    private void used() {
        view.routes().stream().flatMap(RouteFile::allSteps).filter(RouteStep::isTo).map(RouteStep::uri).forEach(uri -> {
            kamelets.add(uri.path());
            targets.add(uri.target());
            targets.add(uri.option("instead"));
        });
        view.connectors().all().forEach(connector -> connector.door().flatMap(Door::answer).ifPresent(targets::add));
        contracts.addAll(targets);
        view.mappings().names().forEach(name -> view.mappings().sides(name).ifPresent(sides -> {
            contracts.add(sides.from());
            contracts.add(sides.to());
        }));
    }

    private void mappings() {
        view.mappingNames().stream().filter(name -> !targets.contains(name))
                .forEach(name -> unused("mappings/" + name + ".jslt", "No route uses the mapping " + name + "."));
    }

    /** A contract may also serve a document beside the routes, which the connector's own pages then name. */
    private void contracts() {
        for (String name : view.contractNames()) {
            String system = name.substring(0, name.indexOf('/'));
            String file = name.substring(system.length() + 1) + ".schema.json";
            boolean told = Stream.of(view.files().paths("connectors/" + system + "/", ".md"),
                            view.files().paths("mappings/" + system + "/", ".jslt"))
                    .flatMap(List::stream)
                    .anyMatch(page -> FileText.of(view.files(), page).contains(file));
            if (!contracts.contains(name) && !told) {
                unused("connectors/" + system + "/contract/" + file, "No route, mapping or page of the connector names "
                        + "this contract.");
            }
        }
    }

    private void tables() {
        Set<String> used = view.mappings().tablesInUse();
        Set<String> broken = view.mappingNames().stream().filter(name -> !view.mappings().has(name))
                .map(name -> name.substring(0, name.indexOf('/'))).collect(Collectors.toSet());
        for (String path : view.files().paths("mappings/", ".csv")) {
            String[] parts = path.split("/");
            boolean table = parts.length == 4 && parts[2].equals("codes") && !parts[1].equals("canonical");
            if (table && !broken.contains(parts[1]) && !used.contains(parts[1] + "/" + parts[3].replace(".csv", ""))) {
                unused(path, "No mapping of " + parts[1] + " reads this table.");
            }
        }
    }

    private void described(String connector) {
        if (!view.files().has("connectors/" + connector + "/README.md")) {
            findings.warning("connectors/" + connector + "/connector.yaml", 1, "connector-readme",
                    "A connector has a README.md for its owner.");
        }
        boolean contract = !view.files().paths("connectors/" + connector + "/contract/", ".schema.json").isEmpty();
        if (contract && !view.files().has("connectors/" + connector + "/contract/SOURCE.md")) {
            findings.warning("connectors/" + connector + "/connector.yaml", 1, "contract-source",
                    "contract/SOURCE.md says from whom the contract is, and since when.");
        }
    }

    private void unused(String path, String why) {
        findings.warning(path, 1, "unused", why);
    }
}
