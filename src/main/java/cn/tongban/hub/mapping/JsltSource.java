package cn.tongban.hub.mapping;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.Token;
import com.schibsted.spt.data.jslt.parser.TokenMgrError;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a mapping as JSLT's own lexer sees it, with its header comments. Header lines are
 * {@code // to: <schema>}, {@code // ignored: a.b, c} and {@code // keep-empty}.
 */
final class JsltSource {
    private static final Pattern PLACE = Pattern.compile("at line (\\d+), column (\\d+)");

    private static final int MOST_BRACKETS = 100;

    private final String path;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    JsltSource(String path, String text) {
        this.path = path;
        this.text = text;
        SimpleCharStream chars = new SimpleCharStream(new StringReader(text));
        chars.setTabSize(1);
        JsltParserTokenManager lexer = new JsltParserTokenManager(chars);
        try {
            for (Token t = lexer.getNextToken(); t.kind != JsltParserConstants.EOF; t = lexer.getNextToken()) {
                tokens.add(t);
            }
            deepest().ifPresent(at -> problems.add(problem(at, "jslt", "Brackets are nested too deep.")));
        } catch (TokenMgrError e) {
            problems.add(new BundleProblem(path, chars.getBeginLine(), chars.getBeginColumn(), "jslt",
                    "A character that JSLT does not know outside texts and comments."));
        }
    }

    String path() {
        return path;
    }

    String text() {
        return text;
    }

    List<Token> tokens() {
        return tokens;
    }

    List<BundleProblem> problems() {
        return problems;
    }

    BundleProblem problem(Token at, String rule, String message) {
        return new BundleProblem(path, at.beginLine, at.beginColumn, rule, message);
    }

    /** What JSLT says of a text that it cannot compile; of a parse error it gives the place in words only. */
    BundleProblem problem(JsltException e) {
        String message = e.getMessageWithoutLocation().lines().findFirst().orElse("Not a JSLT mapping.");
        Matcher place = PLACE.matcher(message);
        int line = place.find() ? Integer.parseInt(place.group(1)) : Math.max(1, e.getLine());
        int column = place.reset().find() ? Integer.parseInt(place.group(2)) : Math.max(1, e.getColumn());
        return new BundleProblem(path, line, column, "jslt", message);
    }

    private Optional<Token> deepest() {
        int depth = 0;
        for (Token token : tokens) {
            depth += "([{".contains(token.image) ? 1 : ")]}".contains(token.image) ? -1 : 0;
            if (depth > MOST_BRACKETS) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    /** The schema file that the input satisfies; words where the input has no schema. */
    Optional<String> from() {
        return header("from:").stream().map(line -> line.split("\\s", 2)[0]).findFirst();
    }

    /** The schema file that the output must satisfy. */
    Optional<String> target() {
        return header("to:").stream().map(line -> line.split("\\s", 2)[0]).findFirst();
    }

    boolean keepsEmpty() {
        return headerLines().contains("keep-empty");
    }

    /** Dotted input paths that the mapping leaves out on purpose; a name covers everything under it. */
    List<String> ignored() {
        return header("ignored:").stream()
                .flatMap(list -> List.of(list.split(",")).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private List<String> header(String key) {
        return headerLines().stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).strip())
                .toList();
    }

    private List<String> headerLines() {
        return text.lines()
                .takeWhile(line -> line.isBlank() || line.startsWith("//"))
                .map(line -> line.startsWith("//") ? line.substring(2).strip() : "")
                .toList();
    }
}
