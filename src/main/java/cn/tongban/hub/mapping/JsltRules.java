package cn.tongban.hub.mapping;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.COMMA;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DEF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IMPORT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LET;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.PIDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.VARIABLE;

import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a mapping may not do although JSLT can: it must be pure, exact and sure to end. */
final class JsltRules {
    private static final Set<String> IMPURE = Set.of("now", "random", "uuid");
    private static final Set<String> TABLE_FUNCTIONS = Set.of("code", "has-code", "code-to", "label");
    private static final Set<String> FORWARD = Set.of("code", "has-code");
    private static final Set<String> INEXACT = Set.of("sum", "round", "floor", "ceiling", "number", "from-json");
    /** JSLT keeps compiled patterns in one shared map without a lock, and a pattern may run for ever. */
    private static final Set<String> PATTERNS =
            Set.of("test", "capture", "split", "replace", "parse-time", "format-time");

    private final JsltSource source;
    private final List<Token> tokens;
    private final List<BundleProblem> problems = new ArrayList<>();
    private final Set<String> variables = new HashSet<>(Set.of("context"));

    private JsltRules(JsltSource source) {
        this.source = source;
        this.tokens = source.tokens();
    }

    static List<BundleProblem> check(JsltSource source) {
        JsltRules rules = new JsltRules(source);
        rules.collectVariables();
        rules.checkTokens();
        for (Token at : new JsltFunctions(rules.tokens).recursive()) {
            rules.add(at, "recursion", at.image + "() calls itself: a mapping must be sure to end.");
        }
        return rules.problems;
    }

    private void collectVariables() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).kind == LET) {
                variables.add(tokens.get(i + 1).image);
            } else if (tokens.get(i).kind == DEF) {
                for (int k = i + 3; k < tokens.size() && tokens.get(k).kind != RPAREN; k++) {
                    variables.add(tokens.get(k).image);
                }
            }
        }
    }

    private void checkTokens() {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind == IMPORT || token.kind == PIDENT) {
                add(token, "import", "A mapping stands alone: import is not allowed.");
            } else if (token.kind == VARIABLE && !variables.contains(token.image.substring(1))) {
                add(token, "unknown-variable", "Unknown variable " + token.image
                        + "; from outside there is only $context.");
            } else if (isCall(i)) {
                checkCall(token, i);
            }
        }
    }

    private void checkCall(Token token, int i) {
        String name = token.image;
        if (IMPURE.contains(name)) {
            add(token, "impure-function", name
                    + "() is not allowed: a mapping is a pure function of message and $context.");
        } else if (INEXACT.contains(name)) {
            add(token, "inexact-function", name + "() is not allowed: it computes with floating point numbers.");
        } else if (PATTERNS.contains(name)) {
            add(token, "pattern-function", name
                    + "() is not allowed: use contains, starts-with, slices or a code table.");
        } else if (TABLE_FUNCTIONS.contains(name) && tableOf(i).isEmpty()) {
            add(token, "code-table", name + "() needs the table's name as a literal text.");
        }
    }

    private Optional<String> tableOf(int call) {
        boolean literal = call + 3 < tokens.size()
                && tokens.get(call + 2).kind == STRING
                && tokens.get(call + 3).kind == COMMA;
        return literal ? Optional.of(unquoted(tokens.get(call + 2))) : Optional.empty();
    }

    private static String unquoted(Token text) {
        return text.image.substring(1, text.image.length() - 1);
    }

    private boolean isCall(int i) {
        boolean declares = i > 0 && tokens.get(i - 1).kind == DEF;
        return tokens.get(i).kind == IDENT && i + 1 < tokens.size() && tokens.get(i + 1).kind == LPAREN && !declares;
    }

    private void add(Token at, String rule, String message) {
        problems.add(source.problem(at, rule, message));
    }

    /** Each use of a code table: where, which table, and whether it is asked in reverse. */
    static List<TableUse> tableUses(JsltSource source) {
        JsltRules rules = new JsltRules(source);
        List<TableUse> uses = new ArrayList<>();
        for (int i = 0; i < rules.tokens.size(); i++) {
            String name = rules.tokens.get(i).image;
            if (rules.isCall(i) && TABLE_FUNCTIONS.contains(name)) {
                Token at = rules.tokens.get(i);
                rules.tableOf(i).ifPresent(table ->
                        uses.add(new TableUse(table, !FORWARD.contains(name), at.beginLine, at.beginColumn)));
            }
        }
        return uses;
    }

    record TableUse(String table, boolean reverse, int line, int column) {}
}
