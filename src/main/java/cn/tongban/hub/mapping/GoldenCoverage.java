package cn.tongban.hub.mapping;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.COLON;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the golden examples of a bundle leave untested. Nothing is guessed from the text of a mapping: a field that it
 * writes counts as tested when giving it another name changes the output of an example, a field that it reads when
 * changing its value does.
 */
public final class GoldenCoverage {
    private final BundleFiles files;
    private final CodeTables tables;
    private final Set<TextNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<CoverageGap> gaps = new ArrayList<>();

    private GoldenCoverage(BundleFiles files) {
        this.files = files;
        this.tables = CodeTables.read(files);
    }

    /** By file and line; mappings that do not compile are left out. */
    public static List<CoverageGap> of(BundleFiles files) {
        GoldenCoverage coverage = new GoldenCoverage(files);
        Set<String> asked = new TreeSet<>();
        for (String path : files.paths("mappings/", ".jslt")) {
            String[] parts = path.split("/");
            if (parts.length == 3) {
                JsltSource source = new JsltSource(path, files.text(path));
                JsltRules.tableUses(source).forEach(use -> asked.add(parts[1] + "/" + use.table()));
                String name = parts[1] + "/" + parts[2].substring(0, parts[2].length() - ".jslt".length());
                JsltMapping.compile(name, source, coverage.tables, coverage.found::add).mapping()
                        .ifPresent(coverage::mapping);
            }
        }
        asked.forEach(coverage::rows);
        coverage.gaps.sort(Comparator.comparing(CoverageGap::file).thenComparing(CoverageGap::line)
                .thenComparing(CoverageGap::what));
        return coverage.gaps;
    }

    /** An example with what the mapping makes of it. */
    private record Made(JsonNode in, JsonNode context, JsonNode out) {}

    private void mapping(JsltMapping mapping) {
        List<Made> made = new ArrayList<>();
        for (GoldenExample example : GoldenExample.of(files, mapping.name())) {
            try {
                made.add(new Made(example.in(), example.context(), mapping.map(example.in(), example.context())));
            } catch (HubException e) {
                // An example of a failure: it shows no field.
                continue;
            }
        }
        String path = mapping.source().path();
        if (made.isEmpty()) {
            gaps.add(new CoverageGap(path, 1, "no-example", mapping.name()));
            return;
        }
        // Looking for fields asks the code tables for values that no example has, so it does not count for them.
        JsltMapping quiet = JsltMapping.compile(mapping.name(), mapping.source(), tables).mapping().orElseThrow();
        DroppedFields dropped = new DroppedFields(quiet);
        made.forEach(example -> dropped.examine(example.in(), example.context(), example.out()));
        dropped.dropped().forEach(field -> gaps.add(new CoverageGap(path, 1, "dropped-field", field)));
        List<String> ignored = mapping.source().ignored();
        mapping.source().from().filter(files::has).ifPresent(contract -> SchemaFields.of(files, contract).stream()
                .filter(field -> !dropped.seen().contains(field))
                .filter(field -> ignored.stream().noneMatch(name -> field.equals(name) || field.startsWith(name + ".")))
                .forEach(field -> gaps.add(new CoverageGap(path, 1, "input-field", field))));
        outputs(mapping, made);
    }

    private void outputs(JsltMapping mapping, List<Made> made) {
        List<Token> tokens = mapping.source().tokens();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token key = tokens.get(i);
            if (key.kind == STRING && tokens.get(i + 1).kind == COLON && !isProduced(mapping, key, made)) {
                gaps.add(new CoverageGap(mapping.source().path(), key.beginLine, "output-field",
                        key.image.substring(1, key.image.length() - 1)));
            }
        }
    }

    private boolean isProduced(JsltMapping mapping, Token key, List<Made> made) {
        JsltSource renamed = new JsltSource(mapping.source().path(), renamed(mapping.source().text(), key));
        JsltMapping other = JsltMapping.compile(mapping.name(), renamed, tables).mapping().orElse(null);
        return other == null || made.stream().anyMatch(example -> {
            try {
                return !other.map(example.in(), example.context()).equals(example.out());
            } catch (HubException e) {
                return true;
            }
        });
    }

    private static String renamed(String text, Token key) {
        int start = 0;
        for (int line = 1; line < key.beginLine; line++) {
            start = text.indexOf('\n', start) + 1;
        }
        start += key.beginColumn - 1;
        return text.substring(0, start) + "\"another name\"" + text.substring(start + key.image.length());
    }

    private void rows(String table) {
        String[] name = table.split("/");
        tables.find(name[0], name[1]).ifPresent(found -> found.rows().stream()
                .filter(row -> !this.found.contains(row.codeNode()) && !this.found.contains(row.canonicalNode())
                        && !this.found.contains(row.labelNode()))
                .forEach(row -> gaps.add(new CoverageGap("mappings/" + name[0] + "/codes/" + name[1] + ".csv", row.line(),
                        "code-row", row.code() + " = " + row.canonical()))));
    }
}
