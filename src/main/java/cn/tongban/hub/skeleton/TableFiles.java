package cn.tongban.hub.skeleton;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.skeleton.MappingFiles.Side;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Contract, mapping and route for each table that the hub is to read. */
final class TableFiles {
    private static final String STEP = "mappings/canonical/schemas/case.step.schema.json";

    private final BundleFiles bundle;
    private final String name;
    private final String key;
    private final String time;
    private final List<DdlTable> read = new ArrayList<>();
    private final List<Todo> todo = new ArrayList<>();

    TableFiles(BundleFiles bundle, String name, List<DdlTable> tables) {
        this.bundle = bundle;
        this.name = name;
        DdlTable first = tables.stream().filter(table -> table.key().size() == 1 && table.changed().isPresent()).findFirst()
                .orElseThrow(() -> new SkeletonException(
                        "没有一个表既有单列主键又有时间列：枢纽按主键和修改时间读表。",
                        "No table has a primary key of one column and a column of time: the hub reads by both."));
        this.key = first.key().get(0);
        this.time = first.changed().orElseThrow().name();
        for (DdlTable table : tables) {
            take(table, first);
        }
    }

    private void take(DdlTable table, DdlTable first) {
        boolean fits = table.schema().equals(first.schema()) && table.column(key).isPresent()
                && table.column(time).isPresent();
        boolean plain = table.columns().stream().allMatch(column -> column.name().matches("[A-Za-z_][A-Za-z0-9_]{0,62}"))
                && table.name().matches("[A-Za-z_][A-Za-z0-9_]{0,62}");
        if (fits && plain && read.stream().noneMatch(other -> channel(other).equals(channel(table)))) {
            read.add(table);
        } else {
            todo.add(new Todo(table.name(), "没有 " + key + " 和 " + time + " 列，或者名字不合规则，未采用",
                    "lacks the columns " + key + " and " + time + ", or its names are not plain, and was not taken"));
        }
    }

    private static String channel(DdlTable table) {
        return Names.from(table.name(), "table");
    }

    Map<String, String> values() {
        Map<String, String> values = new HashMap<>();
        values.put("schema", read.get(0).schema());
        values.put("key", key);
        values.put("time", time);
        values.put("source", "DDL");
        values.put("tables", read.stream().map(TableFiles::line).collect(Collectors.joining("\n")));
        return values;
    }

    private static String line(DdlTable table) {
        String columns = table.columns().stream().map(DdlTable.Column::name).collect(Collectors.joining(", "));
        return "    - {name: " + table.name() + ", channel: " + channel(table) + ", columns: [" + columns + "]}";
    }

    Skeleton complete(Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(files);
        MappingFiles mappings = new MappingFiles();
        for (DdlTable table : read) {
            String channel = channel(table);
            Map<String, String> values = new HashMap<>(Templates.of(name));
            values.put("channel", channel);
            values.put("table", table.name());
            all.putAll(Templates.fill("table", values));
            String contract = "connectors/" + name + "/contract/" + channel + "-row.schema.json";
            ObjectNode schema = contract(table);
            all.put(contract, MappingFiles.text(schema));
            mappings.add(name, channel + "-row-to-canonical", new Side(contract, schema),
                    MappingFiles.side(bundle, STEP));
        }
        todo.add(new Todo("connector.yaml", "地址为空时不读表；MySQL 等没有驱动，需由对方放到 PostgreSQL",
                "while its address is empty no table is read; there is a driver for PostgreSQL only"));
        return Skeleton.of(all, todo).with(mappings.files(), mappings.todo());
    }

    /** As a source hands a row over: every value is text or null. */
    private static ObjectNode contract(DdlTable table) {
        ObjectNode schema = MappingFiles.object().put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "A row of " + table.name()).put("type", "object");
        schema.putArray("required").add("table").add("op").add("row");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("table").put("const", table.name());
        properties.putObject("op").put("type", "string").putArray("enum").add("c").add("u").add("d").add("r");
        ObjectNode row = properties.putObject("row").put("type", "object");
        ObjectNode columns = MappingFiles.object();
        for (DdlTable.Column column : table.columns()) {
            columns.set(column.name(), column(column));
            if (column.needed()) {
                row.withArray("/required").add(column.name());
            }
        }
        row.set("properties", columns);
        return schema;
    }

    private static ObjectNode column(DdlTable.Column column) {
        ObjectNode schema = MappingFiles.object();
        if (column.needed()) {
            schema.put("type", "string");
        } else {
            schema.putArray("type").add("string").add("null");
        }
        if (column.type().contains("char") && column.length() > 0) {
            schema.put("maxLength", column.length());
        }
        String words = (column.type().contains("char") ? "" : column.type() + " ") + column.comment();
        return words.isBlank() ? schema : schema.put("description", words.strip());
    }
}
