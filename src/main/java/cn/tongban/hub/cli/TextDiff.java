package cn.tongban.hub.cli;

import java.io.PrintWriter;
import java.util.List;

/** Two texts that differ in one stretch of lines, as a diff with a few lines around it. */
final class TextDiff {
    private static final int AROUND = 2;

    private TextDiff() {}

    static void print(PrintWriter out, String path, String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        int from = Math.max(0, start - AROUND);
        out.println("--- " + path);
        out.println("+++ " + path);
        out.println("@@ -" + (from + 1) + " +" + (from + 1) + " @@");
        old.subList(from, start).forEach(line -> out.println(" " + line));
        old.subList(start, old.size() - end).forEach(line -> out.println("-" + line));
        now.subList(start, now.size() - end).forEach(line -> out.println("+" + line));
        now.subList(now.size() - end, Math.min(now.size(), now.size() - end + AROUND))
                .forEach(line -> out.println(" " + line));
    }
}
