package cn.tongban.hub.skeleton;

import cn.tongban.hub.skeleton.DdlTokens.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code create table} of PostgreSQL and MySQL out of a script; every other statement is passed over. */
final class DdlReader {
    private static final Set<String> CONSTRAINTS =
            Set.of("constraint", "primary", "unique", "foreign", "check", "key", "index", "exclude", "fulltext", "like");
    private static final int MOST_TABLES = 50;

    private final List<Token> tokens;
    private int at;

    private DdlReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    static List<DdlTable> read(byte[] script) {
        DdlReader reader = new DdlReader(DdlTokens.of(Documents.text(script)));
        List<DdlTable> tables = new ArrayList<>();
        while (reader.at < reader.tokens.size()) {
            if (reader.take("create")) {
                while (reader.take("temporary") || reader.take("unlogged") || reader.take("or") || reader.take("replace")) {
                    // Words before TABLE say nothing about its columns.
                }
                if (reader.take("table") && tables.size() < MOST_TABLES) {
                    tables.add(reader.table());
                }
            } else {
                reader.at++;
            }
        }
        if (tables.isEmpty()) {
            throw new SkeletonException("脚本中没有 create table。", "The script has no create table.");
        }
        return tables;
    }

    private DdlTable table() {
        if (take("if")) {
            at += 2;
        }
        String schema = "public";
        String name = name();
        if (take(".")) {
            schema = name;
            name = name();
        }
        List<DdlTable.Column> columns = new ArrayList<>();
        Set<String> key = new LinkedHashSet<>();
        if (take("(")) {
            do {
                entry(columns, key);
            } while (take(","));
        }
        if (columns.isEmpty()) {
            throw new SkeletonException("表 " + name + " 读不懂。", "The table " + name + " cannot be read.");
        }
        return new DdlTable(schema, name, columns, List.copyOf(key));
    }

    private void entry(List<DdlTable.Column> columns, Set<String> key) {
        boolean constraint = !peek().quoted() && CONSTRAINTS.contains(peek().text().toLowerCase(Locale.ROOT));
        if (!constraint) {
            column(columns, key);
            return;
        }
        while (!ends()) {
            if (take("primary") && take("key")) {
                while (!ends() && !take("(")) {
                    at++;
                }
                do {
                    key.add(name());
                } while (take(","));
            }
            skip();
        }
    }

    private void column(List<DdlTable.Column> columns, Set<String> key) {
        String name = name();
        String type = next().text().toLowerCase(Locale.ROOT);
        int length = 0;
        boolean needed = false;
        String comment = "";
        if (take("(")) {
            String number = next().text();
            length = number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
            while (at < tokens.size() && !take(")")) {
                at++;
            }
        }
        while (!ends()) {
            if (take("not")) {
                needed |= peek().is("null");
            } else if (take("primary")) {
                key.add(name);
            } else if (take("comment") && peek().literal()) {
                comment = peek().text();
            }
            skip();
        }
        columns.add(new DdlTable.Column(name, type, length, needed || key.contains(name), comment));
    }

    /** One word, or all between brackets. */
    private void skip() {
        if (ends()) {
            return;
        }
        int depth = 0;
        do {
            depth += peek().is("(") ? 1 : peek().is(")") ? -1 : 0;
            at++;
        } while (depth > 0 && at < tokens.size());
    }

    private boolean ends() {
        return at >= tokens.size() || peek().is(",") || peek().is(")") || peek().is(";");
    }

    private String name() {
        return next().text();
    }

    private Token next() {
        Token token = peek();
        at++;
        return token;
    }

    private Token peek() {
        if (at >= tokens.size()) {
            throw new SkeletonException("脚本在一个表的中间断了。", "The script ends in the middle of a table.");
        }
        return tokens.get(at);
    }

    private boolean take(String keyword) {
        boolean there = at < tokens.size() && tokens.get(at).is(keyword);
        at += there ? 1 : 0;
        return there;
    }
}
