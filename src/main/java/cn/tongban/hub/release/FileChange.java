package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A file that differs between two bundles.
 *
 * @param kind added, removed or changed
 * @param diff unified, with three lines around each change; cut after so many lines as a person would read
 */
public record FileChange(String path, String kind, int linesAdded, int linesRemoved, List<String> diff) {
    private static final int AROUND = 3;
    private static final int MOST_LINES = 2_000;

    /** By path; empty when both are the same. */
    public static List<FileChange> between(BundleFiles from, BundleFiles to) {
        TreeSet<String> paths = new TreeSet<>(from.paths());
        paths.addAll(to.paths());
        return paths.stream().flatMap(path -> of(path, from.bytes(path), to.bytes(path)).stream()).toList();
    }

    private static Optional<FileChange> of(String path, Optional<byte[]> before, Optional<byte[]> after) {
        if (before.isPresent() && after.isPresent() && Arrays.equals(before.get(), after.get())) {
            return Optional.empty();
        }
        List<String> old = lines(before);
        List<String> now = lines(after);
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                before.isPresent() ? path : "/dev/null", after.isPresent() ? path : "/dev/null", old, DiffUtils.diff(old, now),
                AROUND);
        int added = count(diff, '+');
        int removed = count(diff, '-');
        String kind = before.isEmpty() ? "added" : after.isEmpty() ? "removed" : "changed";
        return Optional.of(new FileChange(path, kind, added, removed, diff.stream().limit(MOST_LINES).toList()));
    }

    private static int count(List<String> diff, char sign) {
        return (int) diff.stream().skip(2).filter(line -> !line.isEmpty() && line.charAt(0) == sign).count();
    }

    /** Every file of a bundle is text; bytes that are not show as such. */
    private static List<String> lines(Optional<byte[]> content) {
        return content.map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList()).orElse(List.of());
    }
}
