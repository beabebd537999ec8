package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;

/**
 * Nothing in a bundle may look like a secret: secrets come from the environment or from files. The patterns run in linear
 * time, for the lines are as hostile as the rest.
 */
final class SecretRules {
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)\"?[\\w.-]*(password|passwd|secret|token|api-?key|private-?key|sign-?key|access-?key)\"?\\s*[:=]\\s*"
                    + "[\"']?([^\\s\"',}{\\]]{8,})");
    /** A name such as {@code door-key}: the secret itself is elsewhere. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final List<Pattern> LOOKS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}"),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("[a-z]+://[^/\\s:@\"']+:[^/\\s@\"']+@"));
    private static final int LONGEST = 20_000;
    private static final Pattern LONG = Pattern.compile("[A-Za-z0-9+/=_-]{32,}");

    private SecretRules() {}

    static void check(BundleFiles files, FindingList findings) {
        for (String path : files.paths()) {
            if (path.endsWith(".md") || path.contains("/golden/")) {
                continue;
            }
            try {
                List<String> lines = files.text(path).lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LONGEST) {
                        findings.error(path, i + 1, "line-length", "A line has at most " + LONGEST
                                + " characters: nobody reads, and nothing compares, longer ones.", "");
                    } else {
                        line(path, i + 1, lines.get(i), findings);
                    }
                }
            } catch (HubException e) {
                findings.error(path, 1, "charset", "The file is not UTF-8.", "");
            }
        }
    }

    private static void line(String path, int number, String line, FindingList findings) {
        Matcher assigned = ASSIGNED.matcher(line);
        boolean literal = assigned.find() && !NAME.matcher(assigned.group(2)).matches();
        boolean looks = LOOKS.stream().anyMatch(pattern -> pattern.matcher(line).find());
        boolean random = path.endsWith(".yaml") && anyRandom(LONG.matcher(line));
        if (literal || looks || random) {
            findings.error(path, number, "secret", "This looks like a secret.",
                    "Name it under secrets: and put the value into the environment.");
        }
    }

    private static boolean anyRandom(Matcher texts) {
        while (texts.find()) {
            if (isRandom(texts.group())) {
                return true;
            }
        }
        return false;
    }

    /** Small and capital letters and digits, well mixed: words and paths are not. */
    private static boolean isRandom(String text) {
        int changes = 0;
        for (int i = 1; i < text.length(); i++) {
            changes += kind(text.charAt(i)) == kind(text.charAt(i - 1)) ? 0 : 1;
        }
        return changes * 3 > text.length()
                && text.chars().anyMatch(Character::isDigit)
                && text.chars().anyMatch(Character::isUpperCase)
                && text.chars().anyMatch(Character::isLowerCase);
    }

    private static int kind(char c) {
        return Character.isDigit(c) ? 0 : Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : 3;
    }
}
