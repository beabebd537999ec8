package cn.tongban.hub.skeleton;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names from a command line or a document become paths, so only plain ones pass. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 40;
    /** Folders of the hub's own, and its words for destinations. */
    private static final Set<String> RESERVED =
            Set.of("canonical", "policies", "hub", "events", "tests", "golden", "codes", "contract", "schemas");
    private static final List<String> VERBS = List.of("record", "receive", "supplement", "withdraw", "take-back", "submit",
            "notify", "query", "hand-out", "reconcile", "probe");

    private Names() {}

    /** @throws SkeletonException for a name that is no plain one or belongs to the hub */
    static String checked(String name) {
        if (!NAME.matcher(name).matches() || name.length() > LONGEST) {
            throw new SkeletonException(
                    "名称只能用小写字母、数字和单个连字符，以字母开头，最长 " + LONGEST + " 个字符。",
                    "A name has lower-case letters, digits and single hyphens, begins with a letter, at most " + LONGEST
                            + " characters.");
        }
        if (RESERVED.contains(name)) {
            throw new SkeletonException("名称 " + name + " 由枢纽保留，请换一个。", name + " is the hub's own word; take another.");
        }
        return name;
    }

    /** The two parts of {@code a/b} or {@code a.b}, each checked. */
    static List<String> pair(String text, String separator, String example) {
        int at = text.indexOf(separator);
        if (at < 0) {
            throw new SkeletonException("应写成 " + example + " 的形式。", "Write it like " + example + ".");
        }
        return List.of(checked(text.substring(0, at)), checked(text.substring(at + separator.length())));
    }

    static String verb(String verb) {
        if (!VERBS.contains(verb)) {
            throw new SkeletonException("动词应为以下之一：" + VERBS, "The verb is one of " + VERBS + ".");
        }
        return verb;
    }

    /** A name of the hub's form out of somebody else's word; {@code otherwise} when nothing of it is left. */
    static String from(String word, String otherwise) {
        String name = word.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        String shorter = name.length() > LONGEST ? name.substring(0, LONGEST).replaceAll("-+$", "") : name;
        return NAME.matcher(shorter).matches() ? shorter : otherwise;
    }

    /** {@code township-window} as {@code Township Window}. */
    static String title(String name) {
        StringBuilder title = new StringBuilder();
        for (String word : name.split("-")) {
            title.append(title.isEmpty() ? "" : " ").append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return title.toString();
    }

    /** As a part of a variable's name. */
    static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
