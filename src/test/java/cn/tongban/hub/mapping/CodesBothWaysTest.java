package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.skeleton.GeneratedDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/codes.md lists, for each code table of each party, what cannot be mapped: meanings that have no code
 * there, and meanings that have several, of which one is said. A change of a table shows there and is looked at.
 */
class CodesBothWaysTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));
    private static final String CANONICAL = "mappings/canonical/";

    /** A closed list of meanings: a code table of our own, or an enumeration of a canonical document. */
    private record Vocabulary(String name, Set<String> meanings) {}

    @Test
    void whatCannotBeMappedIsListed() throws IOException {
        List<Vocabulary> vocabularies = vocabularies();
        StringBuilder text = new StringBuilder("""
                # Codes of the parties

                Made from the tables in `mappings/<system>/codes` by `CodesBothWaysTest`; not to be edited by hand.

                A meaning without a code cannot be said to that party: what holds it is a dead letter with its place, never a default. A code that is in no table cannot be understood and is refused with its place. Where several codes have one meaning, the preferred one, else the one that is valid on the day, is said.

                | table | its meanings are of | codes | meanings without a code | meanings with several codes |
                |---|---|---|---|---|
                """);
        for (String path : tables()) {
            Map<String, List<String>> codes = codes(path);
            Optional<Vocabulary> of = vocabularies.stream().filter(one -> one.meanings().containsAll(codes.keySet()))
                    .min(Comparator.comparingInt((Vocabulary one) -> one.meanings().size()).thenComparing(Vocabulary::name));
            Set<String> missing = new TreeSet<>(of.map(Vocabulary::meanings).orElse(Set.of()));
            missing.removeAll(codes.keySet());
            text.append("| ").append(path, "mappings/".length(), path.length() - ".csv".length()).append(" | ")
                    .append(of.map(Vocabulary::name).orElse("its own")).append(" | ")
                    .append(codes.values().stream().mapToInt(List::size).sum()).append(" | ")
                    .append(String.join(", ", missing)).append(" | ")
                    .append(codes.entrySet().stream().filter(one -> one.getValue().size() > 1)
                            .map(one -> one.getKey() + " (" + String.join(", ", one.getValue()) + ")")
                            .collect(Collectors.joining(", ")))
                    .append(" |\n");
        }
        GeneratedDocument.isUpToDate("docs/reference/codes.md", text.toString());
    }

    /** There and back: the code that is said for a meaning means just that. */
    @Test
    void whatIsSaidForAMeaningMeansIt() {
        LocalDate day = LocalDate.of(2026, 3, 16);
        CodeTables all = CodeTables.read(BUNDLE);
        for (String path : tables()) {
            CodeTable table = all.find(path.split("/")[1], name(path)).orElseThrow();
            for (String meaning : codes(path).keySet()) {
                String said = table.code(meaning, day).orElseThrow().asText();

                assertThat(table.canonical(said, day).orElseThrow().asText()).as(path + " " + said).isEqualTo(meaning);
            }
        }
    }

    private static List<String> tables() {
        return BUNDLE.paths("mappings/", ".csv").stream().filter(path -> path.matches("mappings/[^/]+/codes/[^/]+"))
                .filter(path -> !path.startsWith(CANONICAL)).sorted().toList();
    }

    /** Meaning to its codes. */
    private static Map<String, List<String>> codes(String path) {
        Map<String, List<String>> codes = new TreeMap<>();
        CsvFile.read(BUNDLE, path).rows().stream().filter(row -> !row.get("canonical").isEmpty())
                .forEach(row -> codes.computeIfAbsent(row.get("canonical"), any -> new ArrayList<>()).add(row.get("code")));
        return codes;
    }

    private static List<Vocabulary> vocabularies() throws IOException {
        List<Vocabulary> all = new ArrayList<>();
        for (String path : BUNDLE.paths(CANONICAL + "codes/", ".csv")) {
            all.add(new Vocabulary(name(path), new TreeSet<>(codes(path).keySet())));
        }
        for (String path : BUNDLE.paths(CANONICAL + "schemas/", ".schema.json")) {
            enumerations(JsonMapper.builder().build().readTree(BUNDLE.text(path)), name(path).replace(".schema", ""), all);
        }
        return all;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    }

    private static void enumerations(JsonNode schema, String name, Collection<Vocabulary> found) {
        schema.fields().forEachRemaining(field -> {
            if (field.getKey().equals("enum") && field.getValue().isArray()) {
                Set<String> values = new TreeSet<>();
                field.getValue().forEach(value -> values.add(value.asText()));
                found.add(new Vocabulary(name, values));
            } else {
                boolean grouping = Set.of("properties", "items", "$defs", "allOf", "if", "then", "else").contains(field.getKey());
                enumerations(field.getValue(), grouping ? name : name + "." + field.getKey(), found);
            }
        });
        if (schema.isArray()) {
            schema.forEach(one -> enumerations(one, name, found));
        }
    }
}
