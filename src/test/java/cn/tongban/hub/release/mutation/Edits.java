package cn.tongban.hub.release.mutation;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes operators out of patterns: a line is replaced, removed or exchanged with the next one. */
final class Edits {
    private Edits() {}

    /** What a match becomes; null leaves it as it is and makes no mutant. */
    interface Change {
        String of(MatchResult match, Site site);
    }

    /** Where a match stands. */
    record Site(BundleFiles bundle, String path, int line) {}

    /** Each match in each line is replaced by itself. */
    static Operator replace(String name, String path, String pattern, Change change) {
        Pattern wanted = Pattern.compile(pattern);
        return new Lines(name, Pattern.compile(path), (site, rest) ->
                wanted.matcher(rest.get(0)).results().flatMap(match -> replaced(rest.get(0), match, change.of(match, site))));
    }

    /** Each line with a match is removed. */
    static Operator drop(String name, String path, String pattern) {
        Predicate<String> wanted = Pattern.compile(pattern).asPredicate();
        return new Lines(name, Pattern.compile(path), (site, rest) -> wanted.test(rest.get(0))
                ? Stream.of(new Edit(1, List.of(), "without " + rest.get(0).strip()))
                : Stream.empty());
    }

    /** Two lines that follow each other and both match change places. */
    static Operator swap(String name, String path, String pattern) {
        Predicate<String> wanted = Pattern.compile(pattern).asPredicate();
        return new Lines(name, Pattern.compile(path), (site, rest) ->
                rest.size() > 1 && wanted.test(rest.get(0)) && wanted.test(rest.get(1))
                        ? Stream.of(new Edit(2, List.of(rest.get(1), rest.get(0)), "exchanged with the next line"))
                        : Stream.empty());
    }

    static BundleFiles with(BundleFiles bundle, String path, String text) {
        return bundle.with(BundleFiles.of(Map.of(path, text.getBytes(StandardCharsets.UTF_8))));
    }

    /** The bundle without one file, and perhaps with another in its place. */
    static BundleFiles moved(BundleFiles bundle, String path, String to) {
        Map<String, byte[]> files = new HashMap<>();
        bundle.paths().forEach(each -> files.put(each, bundle.bytes(each).orElseThrow()));
        byte[] bytes = files.remove(path);
        if (!to.isEmpty()) {
            files.put(to, bytes);
        }
        return BundleFiles.of(files);
    }

    private static Stream<Edit> replaced(String line, MatchResult match, @Nullable String to) {
        if (to == null || to.equals(match.group())) {
            return Stream.empty();
        }
        return Stream.of(new Edit(1, List.of(line.substring(0, match.start()) + to + line.substring(match.end())),
                match.group().strip() + " -> " + to.strip()));
    }

    /** The first lines of the rest of a file, so many, become others. */
    private record Edit(int lines, List<String> become, String change) {}

    private interface At {
        /** @param rest the line of the site and all that follow */
        Stream<Edit> of(Site site, List<String> rest);
    }

    private record Lines(String name, Pattern path, At at) implements Operator {
        @Override
        public List<Mutant> mutants(BundleFiles bundle, String file) {
            if (!path.matcher(file).matches()) {
                return List.of();
            }
            List<String> lines = bundle.text(file).lines().toList();
            return IntStream.range(0, lines.size()).boxed().flatMap(i -> {
                Site site = new Site(bundle, file, i + 1);
                return at.of(site, lines.subList(i, lines.size())).map(edit -> mutant(site, lines, edit));
            }).toList();
        }

        private Mutant mutant(Site site, List<String> lines, Edit edit) {
            List<String> changed = new ArrayList<>(lines);
            List<String> first = changed.subList(site.line() - 1, site.line() - 1 + edit.lines());
            first.clear();
            first.addAll(edit.become());
            String text = String.join("\n", changed) + "\n";
            return new Mutant(name, site.path(), site.line(), edit.change(), () -> with(site.bundle(), site.path(), text));
        }
    }
}
