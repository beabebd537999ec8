package cn.tongban.hub.skeleton;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.skeleton.MappingFiles.Side;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A further mapping or route of a connector that is in the bundle already. */
final class BundleSkeletons {
    private static final String TO = "-to-canonical";
    private static final String FROM = "-from-canonical";
    private static final String CANONICAL = "mappings/canonical/schemas/";
    /** What the usual documents are here. */
    private static final Map<String, String> DOCUMENTS = Map.of("case", "case.submitted", "step", "case.step",
            "withdrawal", "case.step", "take-back", "case.take-back", "material", "material.supplied");
    private static final Map<String, String> KEYS = Map.of("case.submitted", "/caseNo,/version", "case.step", "/stepId",
            "case.take-back", "/takeBackId", "material.supplied", "/caseNo,/materialId,/sha256");

    private final BundleFiles bundle;

    BundleSkeletons(BundleFiles bundle) {
        this.bundle = bundle;
    }

    /**
     * A mapping between a contract and a canonical document.
     *
     * @param contract empty: the one that is called like the document
     * @param canonical empty: the one that this document usually is
     */
    Skeleton mapping(String system, String name, String contract, String canonical) {
        connector(system);
        if (!name.endsWith(TO) && !name.endsWith(FROM)) {
            throw new SkeletonException("映射名应以 " + TO + " 或 " + FROM + " 结尾。",
                    "A mapping's name ends with " + TO + " or " + FROM + ".");
        }
        String document = name.substring(0, name.lastIndexOf(name.endsWith(TO) ? TO : FROM));
        String known = canonical.isEmpty() ? DOCUMENTS.getOrDefault(document, "case." + document) : canonical;
        Side ours = MappingFiles.side(bundle, CANONICAL + known + ".schema.json");
        Side theirs = MappingFiles.side(bundle, "connectors/" + system + "/contract/"
                + (contract.isEmpty() ? document : Names.checked(contract)) + ".schema.json");
        MappingFiles files = new MappingFiles();
        files.add(system, name, name.endsWith(TO) ? theirs : ours, name.endsWith(TO) ? ours : theirs);
        List<Todo> todo = new ArrayList<>(files.todo());
        todo.add(new Todo(system + "/" + name, "还没有路由用它：./hub new route",
                "no route uses it yet: ./hub new route"));
        return Skeleton.of(files.files(), todo);
    }

    /**
     * A route for a mapping: from a door when the mapping is inward, to its connector when it is outward.
     *
     * @param kamelet empty: the connector's only one
     */
    Skeleton route(String flow, String verb, String system, String mapping, String kamelet) {
        ConnectorDescriptor connector = connector(system);
        String file = "mappings/" + system + "/" + mapping + ".jslt";
        if (!bundle.has(file)) {
            throw new SkeletonException("集成包中没有 " + file + "，先 ./hub new mapping",
                    "The bundle has no " + file + "; make it by ./hub new mapping first");
        }
        boolean inward = mapping.endsWith(TO);
        Map<String, String> values = new HashMap<>(Templates.of(system));
        values.put("flow", flow);
        values.put("verb", Names.verb(verb));
        values.put("mapping", system + "/" + mapping);
        values.put("contract", name(header(file, inward ? "from" : "to")));
        String canonical = name(header(file, inward ? "to" : "from"));
        values.put("canonical", canonical);
        values.put("document", canonical);
        values.putAll(inward ? door(connector, mapping, canonical) : delivery(connector, kamelet, canonical));
        Map<String, String> files = new TreeMap<>(Templates.fill(inward ? "door" : "delivery", values));
        String golden = "mappings/" + system + "/golden/" + mapping;
        files.putAll(inward ? RouteTests.door(system, flow, verb, golden, bundle.paths())
                : RouteTests.delivery(flow, verb, values.get("types").split(",")[0], golden, bundle.paths()));
        if (!bundle.has("routes/" + flow + "/flow.yaml")) {
            files.putAll(Templates.fill("flow", values));
        }
        return Skeleton.of(files, List.of(new Todo("routes/" + flow + "/", "核对收件方、幂等键和步骤",
                "check whom it is addressed to, its key and its steps")));
    }

    private Map<String, String> door(ConnectorDescriptor connector, String mapping, String canonical) {
        if (connector.door().isEmpty()) {
            throw new SkeletonException(connector.id() + " 没有 door。", connector.id() + " has no door.");
        }
        String document = mapping.substring(0, mapping.length() - TO.length());
        String address = canonical.equals("case.submitted") ? "item-catalogue"
                : connector.deliver().isPresent() && canonical.equals("case.step") ? "case-origin" : "case-handler";
        return Map.of("path", document + "s", "address", address, "key", KEYS.getOrDefault(canonical, "/caseNo"));
    }

    private Map<String, String> delivery(ConnectorDescriptor connector, String kamelet, String canonical) {
        if (connector.deliver().isEmpty()) {
            throw new SkeletonException(connector.id() + " 没有 deliver。", connector.id() + " has no deliver section.");
        }
        List<String> sinks = bundle.paths("connectors/" + connector.id() + "/", "-sink.kamelet.yaml").stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1).replace(".kamelet.yaml", "")).toList();
        Optional<String> sink = kamelet.isEmpty() && sinks.size() == 1 ? Optional.of(sinks.get(0))
                : sinks.stream().filter(kamelet::equals).findFirst();
        JsonNode types = MappingFiles.side(bundle, CANONICAL + canonical + ".schema.json").schema().path("x-types");
        List<String> names = new ArrayList<>();
        types.forEach(type -> names.add(type.asText()));
        return Map.of("types", names.isEmpty() ? "*" : String.join(",", names), "kamelet",
                sink.orElseThrow(() -> new SkeletonException("用 --kamelet 指定其中之一：" + sinks,
                        "Name one of these with --kamelet: " + sinks)));
    }

    private ConnectorDescriptor connector(String system) {
        Map<String, byte[]> own = new TreeMap<>();
        bundle.paths("connectors/" + Names.checked(system) + "/", "").forEach(path ->
                own.put(path, bundle.bytes(path).orElseThrow()));
        if (own.isEmpty()) {
            throw new SkeletonException("集成包中没有连接器 " + system + "，先 ./hub new connector",
                    "The bundle has no connector " + system + "; make it by ./hub new connector first");
        }
        return ConnectorCatalogue.parse(own).get(system);
    }

    private String header(String file, String key) {
        return bundle.text(file).lines().takeWhile(line -> line.startsWith("//"))
                .filter(line -> line.startsWith("// " + key + ": ")).map(line -> line.split("\\s+")[2]).findFirst()
                .orElseThrow(() -> new SkeletonException(file + " 开头没有 " + key + ":",
                        file + " does not say " + key + ": at its top"));
    }

    private static String name(String schemaPath) {
        return schemaPath.substring(schemaPath.lastIndexOf('/') + 1).replace(".schema.json", "");
    }
}
