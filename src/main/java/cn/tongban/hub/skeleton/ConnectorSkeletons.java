package cn.tongban.hub.skeleton;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.skeleton.MappingFiles.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Connectors from templates, and from what a document of the other side says. */
final class ConnectorSkeletons {
    private static final String CASE = "mappings/canonical/schemas/case.submitted.schema.json";
    private static final Set<String> KNOWN = Set.of("caseNo", "deliveryId", "messageId", "type", "materialId", "party");
    /** An item of the sample bundle. */
    private static final String USUAL = "11610700Y00000016L3000131999000";
    private static final Pattern PATH_NAME = Pattern.compile("\\{([^{}]+)}");

    private final BundleFiles bundle;

    ConnectorSkeletons(BundleFiles bundle) {
        this.bundle = bundle;
    }

    /** A system that hands cases in and hears of their steps. */
    Skeleton desk(String name) {
        Map<String, String> values = free(name);
        values.putAll(item());
        return Skeleton.of(Templates.fill("desk", values), List.of(
                new Todo("connectors/" + name + "/connector.yaml", "填写名称、主管单位和 doubt",
                        "fill in names, owner and doubt"),
                new Todo("connectors/" + name + "/contract/", "换成对方的报文结构", "put the partner's own contracts here"),
                new Todo("mappings/" + name + "/codes/", "逐行核对代码表", "compare the code tables, row by row")));
    }

    /** An item that is decided by somebody here, so that the examples are addressed to somebody. */
    private Map<String, String> item() {
        List<Item> items = bundle.has(ItemCatalogue.PATH) ? ItemCatalogue.readLeniently(bundle).items() : List.of();
        String code = items.stream().map(Item::taskCode).filter(USUAL::equals).findFirst()
                .or(() -> items.stream().map(Item::taskCode).findFirst()).orElse(USUAL);
        return Map.of("item", code, "catalog", code.substring(code.length() - 12));
    }

    /** A system that cases go to, by one request that its document describes. */
    Skeleton office(String name, Reading reading, String operation) {
        Described wanted = reading.choose(operation);
        Map<String, String> values = free(name);
        values.put("operation", wanted.name());
        values.put("source", reading.source());
        values.put("label", wanted.label().replaceAll("[^A-Za-z0-9 /._{}-]", " "));
        values.put("method", wanted.method());
        values.put("path", wanted.path());
        List<Todo> todo = new ArrayList<>(reading.todo());
        todo.addAll(wanted.todo());
        values.put("headers", headers(wanted.path(), todo));
        reading.found().stream().filter(other -> other != wanted).forEach(other -> todo.add(new Todo(other.label(),
                "未采用，可用 --operation 选取", "was not taken; choose it by --operation")));
        Map<String, String> files = new TreeMap<>(Templates.fill("office", values));
        String contract = "connectors/" + name + "/contract/" + wanted.name() + ".schema.json";
        files.put(contract, MappingFiles.text(wanted.schema()));
        MappingFiles mapping = new MappingFiles();
        mapping.add(name, wanted.name() + "-from-canonical", MappingFiles.side(bundle, CASE),
                new Side(contract, wanted.schema()));
        files.putAll(RouteTests.delivery(name, "submit", "case.submitted",
                "mappings/" + name + "/golden/" + wanted.name() + "-from-canonical", mapping.files().keySet()));
        todo.add(new Todo("mappings/" + name + "/answer-to-receipt.jslt", "写明怎样的应答算收到",
                "say which answer shows that a delivery was taken"));
        todo.add(new Todo("mappings/canonical/items.csv", "写明哪些事项由 " + name + " 办理（decided_by）",
                "say which items " + name + " decides (decided_by)"));
        return Skeleton.of(files, todo).with(mapping.files(), mapping.todo());
    }

    /** Names in the path that the hub does not know are set beside the call, for somebody to say what they are. */
    private static String headers(String path, List<Todo> todo) {
        StringBuilder lines = new StringBuilder();
        Set<String> names = new TreeSet<>();
        PATH_NAME.matcher(path).results().forEach(found -> names.add(found.group(1)));
        names.removeAll(KNOWN);
        for (String name : names) {
            lines.append("        - setHeader: {name: ").append(name).append(", variable: hub.caseNo}")
                    .append("          # TODO what it really is\n");
            todo.add(new Todo("{" + name + "}", "路径中的名字，暂用办件编号", "a name in the path; the case number stands for it"));
        }
        return lines.toString();
    }

    /** A system whose tables the hub reads. */
    Skeleton tables(String name, List<DdlTable> tables) {
        Map<String, String> values = free(name);
        TableFiles found = new TableFiles(bundle, name, tables);
        values.putAll(found.values());
        Map<String, String> files = new TreeMap<>(Templates.fill("tables", values));
        return found.complete(files);
    }

    private Map<String, String> free(String name) {
        String checked = Names.checked(name);
        for (String folder : List.of("connectors/", "mappings/", "routes/")) {
            if (!bundle.paths(folder + checked + "/", "").isEmpty()) {
                throw new SkeletonException(folder + checked + " 已经存在，什么都没有写。",
                        folder + checked + " is there already; nothing was written.");
            }
        }
        return new HashMap<>(Templates.of(checked));
    }
}
