package cn.tongban.hub.release;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each rule of {@code ./hub validate} asks for, in Chinese and English. The table in the documents is made of it. */
public final class RuleBook {
    /** @param prefix stands for all rules that begin so; what follows is the fault in the descriptor */
    public record Rule(String id, boolean prefix, String zh, String en) {}

    private static final Map<String, Rule> RULES = new TreeMap<>();

    static {
        RuleTexts.LINES.lines().filter(line -> !line.isBlank()).forEach(RuleBook::add);
    }

    private RuleBook() {}

    private static void add(String line) {
        String[] parts = line.split("\\|");
        boolean prefix = parts[0].endsWith("*");
        String id = parts[0].strip().replace("*", "");
        RULES.put(id, new Rule(id, prefix, parts[1].strip(), parts[2].strip()));
    }

    /** Every rule, by its id. */
    public static List<Rule> rules() {
        return List.copyOf(RULES.values());
    }

    /** Whether the id is that of a rule. */
    public static boolean knows(String id) {
        Rule exact = RULES.get(id);
        return exact != null && !exact.prefix()
                || RULES.values().stream().anyMatch(rule -> rule.prefix() && id.startsWith(rule.id()));
    }

    /** The table of the documents. */
    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Rules of `./hub validate` 校验规则

                This page is made from `RuleBook`; a test keeps it so. A finding reads `file:line:column: rule sentence suggestion`. \
                `--junit FILE` and `--sarif FILE` write the same for CI, `--strict` lets warnings count, `--json` prints them for \
                scripts. What an installation allows is in [operations.md](operations.md#what-a-bundle-may-use).

                | rule | 要求 | asks that |
                |---|---|---|
                """);
        rules().forEach(rule -> page.append(String.format(Locale.ROOT, "| `%s%s` | %s | %s |%n", rule.id(),
                rule.prefix() ? "…" : "", rule.zh(), rule.en())));
        return page.toString();
    }
}
