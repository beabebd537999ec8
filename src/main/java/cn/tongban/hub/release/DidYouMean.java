package cn.tongban.hub.release;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the known name that is nearest to a wrong one. */
final class DidYouMean {
    private DidYouMean() {}

    /** A sentence, or nothing when no known name is near. */
    static String of(String wrong, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(wrong, name) <= Math.max(1, wrong.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name)).thenComparing(name -> name))
                .map(name -> "Did you mean " + name + "?")
                .orElse("");
    }

    /** How many characters must be changed, added or removed. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
