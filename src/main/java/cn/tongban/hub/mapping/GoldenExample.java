package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One example on disk.
 *
 * @param path without the ending, for example {@code mappings/a/golden/b/typical}
 */
record GoldenExample(BundleFiles files, String mapping, String path) {
    private static final String INPUT = ".in.json";
    /** Examples count as recorded at this moment unless their context says otherwise. */
    private static final String RECORDED = "2026-03-16T09:30:00+08:00";

    /** The examples of all mappings that compile, in the order of their names. */
    static List<GoldenExample> all(BundleFiles files, MappingLibrary mappings) {
        List<GoldenExample> examples = new ArrayList<>();
        mappings.names().forEach(name -> examples.addAll(of(files, name)));
        return examples;
    }

    static List<GoldenExample> of(BundleFiles files, String mapping) {
        int slash = mapping.indexOf('/');
        String folder = "mappings/" + mapping.substring(0, slash) + "/golden/" + mapping.substring(slash + 1) + "/";
        return files.paths(folder, INPUT).stream()
                .map(file -> new GoldenExample(files, mapping, file.substring(0, file.length() - INPUT.length())))
                .toList();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean fails() {
        return files.has(path + ".err.json");
    }

    String expectedFile() {
        return path + (fails() ? ".err.json" : ".out.json");
    }

    JsonNode expected() {
        return Json.ofBundle(files, expectedFile());
    }

    JsonNode in() {
        return Json.ofBundle(files, path + INPUT);
    }

    JsonNode context() {
        ObjectNode context = JsonNodeFactory.instance.objectNode().put("recordedAt", RECORDED);
        if (files.has(path + ".context.json")
                && Json.ofBundle(files, path + ".context.json") instanceof ObjectNode own) {
            context.setAll(own);
        }
        return context;
    }

    /** The failure as an {@code .err.json} states it. */
    static JsonNode failure(HubException e) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", e.code().code())
                .put("place", e.places().isEmpty() ? "" : e.places().get(0).pointer());
    }
}
