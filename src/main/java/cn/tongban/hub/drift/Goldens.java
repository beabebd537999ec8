package cn.tongban.hub.drift;

import cn.tongban.hub.drift.BundleChange.Drifted;
import cn.tongban.hub.drift.BundleChange.Uncovered;
import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** Which mappings read a document, and whether their golden examples hold what is new in it. */
final class Goldens {
    private static final String FOLDER = "mappings/";
    private static final String SUFFIX = ".jslt";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Goldens() {}

    /** Mappings whose header says that they read this contract. */
    static List<String> mappingsOf(BundleFiles files, String contract) {
        int slash = contract.indexOf('/');
        if (slash < 0) {
            return List.of();
        }
        String named = ": connectors/" + contract.substring(0, slash) + "/contract/" + contract.substring(slash + 1)
                + ".schema.json";
        return files.paths(FOLDER, SUFFIX).stream()
                .filter(path -> files.text(path).lines().anyMatch(line ->
                        line.startsWith("// from" + named) || line.startsWith("// body" + named)))
                .map(path -> path.substring(FOLDER.length(), path.length() - SUFFIX.length()))
                .toList();
    }

    static List<Uncovered> uncovered(BundleFiles files, Drifted drifted, List<String> place) {
        List<Uncovered> uncovered = new ArrayList<>();
        if (drifted.kind() == DriftKind.SHARE) {
            return uncovered;
        }
        for (String mapping : mappingsOf(files, drifted.contract())) {
            String folder = FOLDER + mapping.substring(0, mapping.indexOf('/')) + "/golden/"
                    + mapping.substring(mapping.indexOf('/') + 1) + "/";
            boolean covered = files.paths(folder, ".in.json").stream()
                    .map(path -> read(files.text(path)))
                    // What a mapping of answers reads has the answer in its body.
                    .anyMatch(in -> shows(in, drifted, place) || shows(in.path("body"), drifted, place));
            if (!covered) {
                uncovered.add(new Uncovered(mapping, folder));
            }
        }
        return uncovered;
    }

    private static boolean shows(JsonNode document, Drifted drifted, List<String> place) {
        if (!document.isObject()) {
            return false;
        }
        List<JsonNode> found = new ArrayList<>();
        collect(document, place, found);
        return switch (drifted.kind()) {
            case VANISHED -> found.isEmpty();
            case NEW_VALUE -> found.stream().anyMatch(one -> one.asText().equals(drifted.item()));
            case NEW_TYPE -> found.stream().anyMatch(one -> Forms.type(one).equals(drifted.item())
                    || one.isTextual() && Forms.form(one.asText()).equals(drifted.item()));
            default -> !found.isEmpty();
        };
    }

    private static void collect(JsonNode at, List<String> place, List<JsonNode> found) {
        if (place.isEmpty()) {
            if (!at.isMissingNode()) {
                found.add(at);
            }
        } else if (place.get(0).equals(Sayable.ENTRY)) {
            at.forEach(entry -> collect(entry, place.subList(1, place.size()), found));
        } else {
            collect(at.path(place.get(0)), place.subList(1, place.size()), found);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
