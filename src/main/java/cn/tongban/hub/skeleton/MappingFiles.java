package cn.tongban.hub.skeleton;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenAccept;
import cn.tongban.hub.mapping.GoldenRunner;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A drafted mapping with its golden examples, whose results are what the draft really gives. */
final class MappingFiles {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String CONTEXT = """
            {
              "deliveryId": "019cf3a2-5c40-7000-8000-000000000001",
              "caseNo": "11610700Y00000016L3000131999000202603160001",
              "key": "K0001"
            }
            """;

    private final Map<String, String> files = new TreeMap<>();
    private final List<Todo> todo = new ArrayList<>();

    /** One side of a mapping: the schema's file in the bundle, and its content. */
    record Side(String path, JsonNode schema) {}

    /** A contract or canonical schema of the bundle. */
    static Side side(BundleFiles bundle, String path) {
        if (!bundle.has(path)) {
            throw new SkeletonException("集成包中没有 " + path, "The bundle has no " + path);
        }
        try {
            return new Side(path, JSON.readTree(bundle.text(path)));
        } catch (JsonProcessingException e) {
            throw new SkeletonException(path + " 不是 JSON。", path + " is not JSON.");
        }
    }

    /** Drafts one mapping. */
    void add(String system, String name, Side from, Side to) {
        MappingDraft draft = new MappingDraft(from.schema(), to.schema(), name.endsWith("-from-canonical"));
        String path = "mappings/" + system + "/" + name + ".jslt";
        Map<String, String> own = new TreeMap<>();
        own.put(path, draft.text(from.path(), to.path()));
        String golden = "mappings/" + system + "/golden/" + name + "/";
        example(own, golden + "typical", typical(from));
        example(own, golden + "minimal", SampleDocument.of(from.schema(), false));
        example(own, golden + "empty", object());
        results(own, path, from, to);
        files.putAll(own);
        draft.missing().forEach(field -> todo.add(new Todo(path, "字段 " + field + " 还没有来源，映射会报错直到写好",
                "the field " + field + " has no source yet; the mapping fails until it is written")));
    }

    /** A draft reads no code table, so that nothing else of the bundle is needed to run it. */
    private static void results(Map<String, String> own, String path, Side from, Side to) {
        own.putAll(GoldenAccept.of(bundle(own)));
        Map<String, String> alone = new TreeMap<>(own);
        alone.put(from.path(), text(from.schema()));
        alone.put(to.path(), text(to.schema()));
        // A sample is invented: one whose result breaks a contract shows nothing.
        GoldenRunner.run(bundle(alone)).stream().filter(result -> !result.passed()).forEach(result -> {
            String example = result.file().replaceAll("[.](out|err)[.]json$", "");
            own.keySet().removeIf(file -> file.startsWith(example + "."));
        });
        if (own.keySet().stream().noneMatch(file -> file.endsWith(".in.json"))) {
            throw new SkeletonException(path + " 无法举例。", "No example can be invented for " + path + ".");
        }
    }

    Map<String, String> files() {
        return files;
    }

    List<Todo> todo() {
        return todo;
    }

    private static JsonNode typical(Side from) {
        String name = from.path().substring(from.path().lastIndexOf('/') + 1).replace(".schema.json", ".json");
        try {
            return from.path().startsWith("mappings/canonical/") && Templates.has("samples/" + name)
                    ? JSON.readTree(Templates.text("samples/" + name)) : SampleDocument.of(from.schema(), true);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the samples are JSON", e);
        }
    }

    private static void example(Map<String, String> own, String path, JsonNode in) {
        own.put(path + ".in.json", text(in));
        own.put(path + ".context.json", CONTEXT);
    }

    static String text(JsonNode node) {
        return node.toPrettyString().replace("\r", "").replace(" : ", ": ") + "\n";
    }

    static BundleFiles bundle(Map<String, String> texts) {
        Map<String, byte[]> bytes = new TreeMap<>();
        texts.forEach((path, text) -> {
            if (path.matches("(routes|connectors|mappings)/.*")) {
                bytes.put(path, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        return BundleFiles.of(bytes);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
