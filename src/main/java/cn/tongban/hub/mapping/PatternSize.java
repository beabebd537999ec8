package cn.tongban.hub.mapping;

import java.util.ArrayDeque;
import java.util.Deque;

/** How large a pattern becomes when its counted repetitions are written out; nesting counts as size. */
final class PatternSize {
    private static final int DEEPEST = 40;
    private static final long LIMIT = 1_000_000;

    private final String text;
    private int at;

    PatternSize(String text) {
        this.text = text;
    }

    long size() {
        Deque<Long> outer = new ArrayDeque<>();
        long sum = 0;
        while (at < text.length() && outer.size() <= DEEPEST) {
            char c = text.charAt(at++);
            if (c == '(') {
                outer.push(sum);
                sum = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                sum = Math.min(LIMIT, outer.pop() + repeated(sum + 1));
            } else {
                atom(c);
                sum = Math.min(LIMIT, sum + repeated(1));
            }
        }
        return outer.size() > DEEPEST ? LIMIT : sum;
    }

    private void atom(char c) {
        if (c == '\\' && at < text.length()) {
            at++;
            if (at < text.length() && text.charAt(at) == '{') {
                skipTo('}');
            }
        } else if (c == '[') {
            at += at < text.length() && text.charAt(at) == ']' ? 1 : 0;
            while (at < text.length() && text.charAt(at) != ']') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }
    }

    private long repeated(long size) {
        if (at >= text.length() || text.charAt(at) != '{') {
            return size;
        }
        int start = at + 1;
        skipTo('}');
        long most = 1;
        for (String count : text.substring(start, Math.min(at, text.length()) - 1).split(",", -1)) {
            boolean number = !count.isEmpty() && count.length() <= 6 && count.chars().allMatch(Character::isDigit);
            most = Math.max(most, number ? Long.parseLong(count) : 1);
        }
        return Math.min(LIMIT, size * most);
    }

    private void skipTo(char end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + 1;
    }
}
