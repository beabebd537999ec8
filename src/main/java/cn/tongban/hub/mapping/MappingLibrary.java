package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every mapping of a bundle, compiled once; safe for many threads. A mapping is named by its system and file, for
 * example {@code city-window/case-submission-to-canonical}.
 */
public final class MappingLibrary {
    private final Map<String, JsltMapping> mappings = new HashMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();
    private final CodeTables tables;

    private MappingLibrary(BundleFiles files) {
        this.tables = CodeTables.read(files);
        problems.addAll(tables.problems());
        for (String path : files.paths("mappings/", ".jslt")) {
            String[] parts = path.split("/");
            if (parts.length == 3) {
                add(files, path, parts[1]);
            }
        }
    }

    /** @throws HubException BUNDLE_INVALID with one place per problem */
    public static MappingLibrary compile(BundleFiles files) {
        MappingLibrary library = compileLeniently(files);
        if (!library.problems.isEmpty()) {
            List<Place> places = library.problems.stream()
                    .map(problem -> new Place(
                            problem.file() + ":" + problem.line() + ":" + problem.column(), problem.rule(),
                            problem.message()))
                    .toList();
            throw new HubException(ErrorCode.BUNDLE_INVALID, library.problems.get(0).file(), places);
        }
        return library;
    }

    /** As {@link #compile}, but a broken mapping is only left out and listed in {@link #problems()}. */
    public static MappingLibrary compileLeniently(BundleFiles files) {
        return new MappingLibrary(files);
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    public List<String> names() {
        return mappings.keySet().stream().sorted().toList();
    }

    public boolean has(String name) {
        return mappings.containsKey(name);
    }

    /**
     * Maps one document.
     *
     * @param context an object, {@code $context} in the mapping: deliveryId, caseNo, type, recordedAt (ISO-8601), path
     * @return the new document; parts of it may be parts of {@code in}, so change neither
     * @throws HubException UNKNOWN_CODE with table and place; MAPPING_FAILED when the mapping breaks on this document
     *     or does not exist
     */
    public JsonNode map(String name, JsonNode in, JsonNode context) {
        JsltMapping mapping = mappings.get(name);
        if (mapping == null) {
            throw new HubException(ErrorCode.MAPPING_FAILED, name);
        }
        return mapping.map(in, context);
    }

    /** The contract that a mapping's documents satisfy before and after; a side without a schema is empty. */
    public Optional<Sides> sides(String name) {
        return find(name).map(mapping -> new Sides(
                mapping.source().from().flatMap(ContractLibrary::nameOf).orElse(""),
                mapping.source().target().flatMap(ContractLibrary::nameOf).orElse("")));
    }

    /** Names of contracts, as {@link ContractLibrary} has them. */
    public record Sides(String from, String to) {}

    /** Every code table that a mapping reads, as {@code system/table}. */
    public Set<String> tablesInUse() {
        Set<String> used = new TreeSet<>();
        mappings.forEach((name, mapping) -> JsltRules.tableUses(mapping.source())
                .forEach(use -> used.add(name.substring(0, name.indexOf('/')) + "/" + use.table())));
        return used;
    }

    /** Every code, meaning and label of the code tables: words that are no value of anybody. */
    public Set<String> words() {
        Set<String> words = new HashSet<>();
        tables.systems().forEach(system -> tables.of(system).values().forEach(table -> table.rows().forEach(row ->
                words.addAll(List.of(row.code(), row.canonical(), row.labelNode().textValue())))));
        return words;
    }

    Optional<JsltMapping> find(String name) {
        return Optional.ofNullable(mappings.get(name));
    }

    CodeTables tables() {
        return tables;
    }

    private void add(BundleFiles files, String path, String system) {
        String file = path.substring(path.lastIndexOf('/') + 1, path.length() - ".jslt".length());
        String text;
        try {
            text = files.text(path);
        } catch (HubException e) {
            problems.add(new BundleProblem(path, 1, 1, "charset", "The file is not UTF-8."));
            return;
        }
        JsltMapping.Compiled compiled = JsltMapping.compile(system + "/" + file, new JsltSource(path, text), tables);
        problems.addAll(compiled.problems());
        compiled.mapping().ifPresent(mapping -> mappings.put(mapping.name(), mapping));
    }
}
