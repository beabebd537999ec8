package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.BundleProblem;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.xml.XmlContracts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads every part of a bundle; what cannot be read becomes a finding. */
final class BundleViewReader {
    private static final String SCHEMAS = "mappings/canonical/schemas/";

    private final BundleFiles files;
    private final FindingList findings;

    BundleViewReader(BundleFiles files, FindingList findings) {
        this.files = files;
        this.findings = findings;
    }

    BundleView read() {
        MappingLibrary mappings = MappingLibrary.compileLeniently(files);
        ContractLibrary contracts = ContractLibrary.compileLeniently(files);
        problems(mappings.problems());
        problems(contracts.problems());
        XmlContracts xml = XmlContracts.compileLeniently(files);
        problems(xml.problems());
        return new BundleView(files, mappings, contracts, xml, connectors(), routes(), policies(), kamelets(), documents());
    }

    private void problems(List<BundleProblem> problems) {
        for (BundleProblem problem : problems) {
            findings.add(new Finding(problem.file(), problem.line(), problem.column(), problem.rule(), Severity.ERROR,
                    problem.message(), ""));
        }
    }

    /** One by one, so that a broken descriptor hides no other; then together for names that clash. */
    private ConnectorCatalogue connectors() {
        List<ConnectorDescriptor> sound = new ArrayList<>();
        Map<String, byte[]> soundFiles = new TreeMap<>();
        Set<String> folders = files.paths("connectors/", "").stream()
                .map(path -> path.split("/")[1])
                .collect(Collectors.toCollection(TreeSet::new));
        for (String folder : folders) {
            Map<String, byte[]> own = new TreeMap<>();
            files.paths("connectors/" + folder + "/", "")
                    .forEach(path -> own.put(path, files.bytes(path).orElseThrow()));
            if (parse(own).map(catalogue -> sound.addAll(catalogue.all())).orElse(false)) {
                soundFiles.putAll(own);
            }
        }
        parse(soundFiles);
        return new ConnectorCatalogue(sound);
    }

    private Optional<ConnectorCatalogue> parse(Map<String, byte[]> descriptors) {
        try {
            return Optional.of(ConnectorCatalogue.parse(descriptors));
        } catch (HubException e) {
            e.places().forEach(this::connectorFinding);
            return Optional.empty();
        }
    }

    /** Places of descriptors read {@code file:line#/pointer}. */
    private void connectorFinding(Place place) {
        int hash = place.pointer().indexOf('#');
        String at = hash < 0 ? place.pointer() : place.pointer().substring(0, hash);
        int colon = at.lastIndexOf(':');
        String pointer = hash < 0 ? "" : place.pointer().substring(hash + 1) + ": ";
        int line = colon < 0 ? 1 : Integer.parseInt(at.substring(colon + 1));
        findings.error(colon < 0 ? at : at.substring(0, colon), line, "connector-" + place.rule(), pointer
                + place.detail(), "");
    }

    private List<RouteFile> routes() {
        List<RouteFile> routes = new ArrayList<>();
        for (String path : files.paths("routes/", RouteFile.SUFFIX)) {
            if (!path.startsWith("routes/policies/")) {
                YamlNode.read(files, path, findings).ifPresent(root -> routes(path, root, routes));
            }
        }
        return routes;
    }

    private void routes(String path, YamlNode root, List<RouteFile> routes) {
        if (!root.isList() || root.items().size() != 1 || root.items().get(0).get("route").isEmpty()) {
            findings.error(root, "one-route",
                    "A route file holds exactly one route, as a list with one entry \"route\".");
        }
        root.items().forEach(item -> item.get("route").ifPresent(route -> routes.add(RouteFile.of(path, route))));
    }

    private Set<String> policies() {
        Set<String> ids = new HashSet<>();
        for (String path : files.paths("routes/policies/", RouteFile.SUFFIX)) {
            YamlNode.read(files, path, findings).ifPresent(root -> PolicyRules.check(root, ids, findings));
        }
        return ids;
    }

    private Map<String, KameletFile> kamelets() {
        Map<String, KameletFile> kamelets = new TreeMap<>();
        for (String path : files.paths("connectors/", KameletFile.SUFFIX)) {
            YamlNode.read(files, path, findings).map(root -> KameletFile.of(path, root)).ifPresent(kamelet -> {
                if (kamelets.putIfAbsent(kamelet.name(), kamelet) != null) {
                    findings.error(kamelet.root(), "duplicate-kamelet", "There is another Kamelet " + kamelet.name()
                            + ".");
                }
            });
        }
        return kamelets;
    }

    private Map<String, BundleView.CanonicalDocument> documents() {
        Map<String, BundleView.CanonicalDocument> documents = new TreeMap<>();
        for (String path : files.paths(SCHEMAS, ".schema.json")) {
            String name = path.substring(SCHEMAS.length(), path.length() - ".schema.json".length());
            // JSON is YAML; one reader gives all files their line numbers.
            YamlNode.read(files, path, findings).ifPresent(root -> documents.put(name, document(root)));
        }
        return documents;
    }

    private static BundleView.CanonicalDocument document(YamlNode schema) {
        Set<String> types = schema.get("x-types").stream()
                .flatMap(list -> list.items().stream())
                .flatMap(type -> type.text().stream())
                .collect(Collectors.toSet());
        Set<String> fields = schema.get("properties").stream()
                .flatMap(properties -> properties.entries().stream())
                .map(YamlNode.Entry::name)
                .collect(Collectors.toSet());
        return new BundleView.CanonicalDocument(types, fields);
    }

    /** The catalogue of items; wrong rows are findings, and so is a file that cannot be read at all. */
    Optional<ItemCatalogue> items() {
        if (!files.has(ItemCatalogue.PATH)) {
            return Optional.empty();
        }
        ItemCatalogue catalogue = ItemCatalogue.readLeniently(files);
        problems(catalogue.problems());
        return Optional.of(catalogue);
    }
}
