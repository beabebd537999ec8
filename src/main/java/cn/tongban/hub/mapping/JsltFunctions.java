package cn.tongban.hub.mapping;

import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.AND;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DEF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.DOT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.ELSE;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IDENT;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.IF;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LBRACKET;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LCURLY;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LET;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.LPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.MINUS;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.OR;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.PIPE;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.EQUALS;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RBRACKET;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RCURLY;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.RPAREN;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.SLASH;
import static com.schibsted.spt.data.jslt.parser.JsltParserConstants.STRING;

import com.schibsted.spt.data.jslt.parser.Token;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions that a mapping declares and which of them call themselves, directly or in a ring. JSLT hides its syntax
 * tree, so the end of a body is found by walking over its tokens.
 */
final class JsltFunctions {
    private final List<Token> tokens;
    private final Map<String, Token> declared = new LinkedHashMap<>();
    private final Map<String, Set<String>> calls = new LinkedHashMap<>();

    JsltFunctions(List<Token> tokens) {
        this.tokens = tokens;
        for (int i = 0; i < tokens.size(); i++) {
            if (kind(i) == DEF) {
                declare(i);
            }
        }
    }

    private void declare(int def) {
        Token name = tokens.get(Math.min(def + 1, tokens.size() - 1));
        int body = balanced(def + 2);
        int end = expression(lets(body));
        Set<String> called = new HashSet<>();
        for (int i = body; i < end; i++) {
            if (kind(i) == IDENT && kind(i + 1) == LPAREN) {
                called.add(tokens.get(i).image);
            }
        }
        declared.put(name.image, name);
        calls.put(name.image, called);
    }

    List<Token> recursive() {
        List<Token> found = new ArrayList<>();
        declared.forEach((name, at) -> {
            if (reaches(name, name, new HashSet<>())) {
                found.add(at);
            }
        });
        return found;
    }

    private boolean reaches(String from, String goal, Set<String> seen) {
        for (String next : calls.getOrDefault(from, Set.of())) {
            if (next.equals(goal) || (seen.add(next) && reaches(next, goal, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Index behind the expression that starts at {@code i}. */
    private int expression(int i) {
        int at = operand(i);
        while (kind(at) == OR || kind(at) == AND || kind(at) == PIPE || (kind(at) >= EQUALS && kind(at) <= SLASH)) {
            at = operand(at + 1);
        }
        return at;
    }

    private int operand(int i) {
        return switch (kind(i)) {
            case IF -> {
                int then = expression(lets(balanced(i + 1)));
                yield kind(then) == ELSE ? expression(lets(then + 1)) : then;
            }
            case MINUS -> operand(i + 1);
            case LPAREN, LCURLY -> chain(balanced(i));
            case LBRACKET -> balanced(i);
            case IDENT -> chain(kind(i + 1) == LPAREN ? balanced(i + 1) : i + 1);
            case DOT -> chain(i);
            default -> chain(i + 1);
        };
    }

    private int chain(int i) {
        int at = i;
        while (kind(at) == DOT || kind(at) == LBRACKET) {
            if (kind(at) == LBRACKET) {
                at = balanced(at);
            } else {
                at += kind(at + 1) == IDENT || kind(at + 1) == STRING ? 2 : 1;
            }
        }
        return at;
    }

    private int lets(int i) {
        int at = i;
        while (kind(at) == LET) {
            at = expression(at + 3);
        }
        return at;
    }

    /** Index behind the bracket that closes the one at {@code i}. */
    private int balanced(int i) {
        int depth = 0;
        int at = i;
        do {
            int kind = kind(at);
            depth += kind == LPAREN || kind == LCURLY || kind == LBRACKET ? 1 : 0;
            depth -= kind == RPAREN || kind == RCURLY || kind == RBRACKET ? 1 : 0;
            at++;
        } while (depth > 0 && at < tokens.size());
        return at;
    }

    private int kind(int i) {
        return i < tokens.size() ? tokens.get(i).kind : -1;
    }
}
