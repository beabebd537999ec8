package cn.tongban.hub.drift;

import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an engineer changes in a bundle because of a drift, and what is left to do. Made of the files and the drift alone;
 * writes nothing.
 *
 * @param edits files with another text
 * @param uncovered mappings that read the document and have no golden example of the change
 * @param todo what no program can know
 */
public record BundleChange(List<Edit> edits, List<Uncovered> uncovered, List<Todo> todo) {
    private static final String CONTRACT = "connectors/%s/contract/%s.schema.json";

    /** A file of the bundle before and after. */
    public record Edit(String path, String before, String after) {}

    /** @param folder where its golden examples lie */
    public record Uncovered(String mapping, String folder) {}

    /** What is left. */
    public enum Todo {
        /** The value is not shown to everybody: look at the message and name it. */
        NAME_THE_VALUE,
        /** No contract describes the document. */
        NO_CONTRACT,
        /** The new row has no meaning yet; the bundle does not start before it has one. */
        FILL_IN_CANONICAL,
        /** The contract allows it already or cannot say it: mappings and people are concerned. */
        NOTHING_IN_THE_CONTRACT
    }

    /**
     * @param contract {@code <system>/<name>}, empty where there is none
     * @param place as the drift names it
     * @param now types of a new field
     * @param codeTable {@code <system>/<table>} that refused the value, empty if none did
     * @param canonical what a new code means, empty if that is not known
     */
    public record Drifted(String contract, DriftKind kind, String place, String item, String now, String codeTable,
            String canonical) {}

    public static BundleChange of(BundleFiles files, Drifted drifted) {
        List<Edit> edits = new ArrayList<>();
        List<Todo> todo = new ArrayList<>();
        List<String> place = parts(drifted.place());
        if (drifted.kind() == DriftKind.NEW_VALUE && drifted.item().equals(Sayable.VALUE)) {
            return new BundleChange(List.of(), List.of(), List.of(Todo.NAME_THE_VALUE));
        }
        String path = path(drifted.contract());
        if (!files.has(path)) {
            todo.add(Todo.NO_CONTRACT);
        } else if (!place.isEmpty()) {
            add(edits, path, files.text(path), contract(files.text(path), drifted, place));
        }
        if (drifted.kind() == DriftKind.NEW_VALUE) {
            String table = drifted.codeTable().isEmpty()
                    ? CodeRow.tableOf(files, drifted.contract(), place) : drifted.codeTable();
            CodeRow.add(files, table, drifted.item(), drifted.canonical()).ifPresent(edit -> {
                edits.add(edit);
                if (drifted.canonical().isEmpty()) {
                    todo.add(Todo.FILL_IN_CANONICAL);
                }
            });
        }
        if (edits.isEmpty() && todo.isEmpty()) {
            todo.add(Todo.NOTHING_IN_THE_CONTRACT);
        }
        return new BundleChange(edits, Goldens.uncovered(files, drifted, place), todo);
    }

    private static String contract(String text, Drifted drifted, List<String> place) {
        try {
            return ContractChange.of(text).change(drifted.kind(), place, drifted.item(), drifted.now());
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static void add(List<Edit> edits, String path, String before, String after) {
        if (!before.equals(after)) {
            edits.add(new Edit(path, before, after));
        }
    }

    private static String path(String contract) {
        int slash = contract.indexOf('/');
        return slash < 0 ? "" : CONTRACT.formatted(contract.substring(0, slash), contract.substring(slash + 1));
    }

    private static List<String> parts(String place) {
        return place.isEmpty() ? List.of() : Arrays.stream(place.substring(1).split("/"))
                .map(part -> part.replace("~1", "/").replace("~0", "~")).toList();
    }
}
