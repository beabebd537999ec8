package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.DefaultJsonFilter;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One compiled JSLT mapping with the code tables of its system. */
final class JsltMapping {
    /** Drops only what is not there; explicit {@code []} and {@code {}} stay. */
    private static final JsonFilter KEEP_EMPTY = value -> !value.isNull();

    private static final int MOST_NODES = 500_000;

    private final String name;
    private final JsltSource source;
    private final Expression expression;
    private final CodeFunctions codes;

    private JsltMapping(String name, JsltSource source, Expression expression, CodeFunctions codes) {
        this.name = name;
        this.source = source;
        this.expression = expression;
        this.codes = codes;
    }

    record Compiled(Optional<JsltMapping> mapping, List<BundleProblem> problems) {}

    static Compiled compile(String name, JsltSource source, CodeTables tables) {
        return compile(name, source, tables, entry -> {});
    }

    /** @param found hears of every entry of a code table that the mapping is given */
    static Compiled compile(String name, JsltSource source, CodeTables tables, Consumer<TextNode> found) {
        List<BundleProblem> problems = new ArrayList<>(source.problems());
        if (problems.isEmpty()) {
            problems.addAll(JsltRules.check(source));
        }
        String system = name.substring(0, name.indexOf('/'));
        for (JsltRules.TableUse use : JsltRules.tableUses(source)) {
            if (tables.find(system, use.table()).isEmpty()) {
                problems.add(new BundleProblem(source.path(), use.line(), use.column(), "unknown-code-table",
                        "There is no mappings/" + system + "/codes/" + use.table() + ".csv."));
            }
        }
        return problems.isEmpty() ? parse(name, source, new CodeFunctions(name, system, tables, found)) : broken(problems);
    }

    private static Compiled parse(String name, JsltSource source, CodeFunctions codes) {
        try {
            Expression expression = new Parser(new StringReader(source.text()))
                    .withSource(source.path())
                    .withFunctions(functions(codes))
                    .withObjectFilter(source.keepsEmpty() ? KEEP_EMPTY : new DefaultJsonFilter())
                    .compile();
            return new Compiled(Optional.of(new JsltMapping(name, source, expression, codes)), List.of());
        } catch (JsltException e) {
            return broken(List.of(source.problem(e)));
        } catch (StackOverflowError e) {
            return broken(List.of(new BundleProblem(source.path(), 1, 1, "jslt", "The mapping is nested too deep.")));
        }
    }

    private static List<Function> functions(CodeFunctions codes) {
        return Stream.concat(codes.functions().stream(), TextFunctions.all().stream()).toList();
    }

    private static Compiled broken(List<BundleProblem> problems) {
        return new Compiled(Optional.empty(), problems);
    }

    String name() {
        return name;
    }

    JsltSource source() {
        return source;
    }

    JsonNode map(JsonNode in, JsonNode context) {
        JsonNode out;
        try {
            out = codes.within(in, context, () -> expression.apply(Map.of("context", context), in));
        } catch (JsltException e) {
            // The text of a JSLT exception quotes the document: only the place in the mapping goes on.
            String at = source.path() + (e.getLine() > 0 ? ":" + e.getLine() + ":" + e.getColumn() : "");
            throw failed(new Place(at, "jslt", "The mapping does not work on this document."));
        } catch (HubException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // JSLT lets index and cast errors through, with the document in their texts.
            throw failed(new Place(source.path(), "jslt", "The mapping does not work on this document."));
        }
        if (isTooLarge(out, new int[] {MOST_NODES})) {
            throw failed(new Place(source.path(), "output-size", "The mapping makes a document without end."));
        }
        if (hasFloat(out)) {
            throw failed(new Place(source.path(), "inexact-number", "The mapping computes with decimal numbers."));
        }
        return out;
    }

    private HubException failed(Place place) {
        return new HubException(ErrorCode.MAPPING_FAILED, name, List.of(place));
    }

    /** Parts may be shared, so that a small tree in memory is an endless text: counted as it would be written. */
    private static boolean isTooLarge(JsonNode node, int[] left) {
        for (JsonNode child : node) {
            if (--left[0] < 0 || child.isContainerNode() && isTooLarge(child, left)) {
                return true;
            }
        }
        return false;
    }

    /** Documents are read with exact decimals, so a binary floating point number can only come from arithmetic. */
    private static boolean hasFloat(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (hasFloat(child)) {
                    return true;
                }
            }
            return false;
        }
        return node.isDouble() || node.isFloat();
    }
}
