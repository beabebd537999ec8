package cn.tongban.hub.release.mutation;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        return new Lines(name, Pattern.compile(path), Pattern.compile(pattern), change);
    }

    /** Each line with a match is removed. */
    static Operator drop(String name, String path, String pattern) {
        return new Drop(name, Pattern.compile(path), Pattern.compile(pattern));
    }

    /** Two lines that follow each other and both match change places. */
    static Operator swap(String name, String path, String pattern) {
        return new Swap(name, Pattern.compile(path), Pattern.compile(pattern));
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

    private static Mutant mutant(String name, Site site, List<String> lines, String change) {
        String text = String.join("\n", lines) + "\n";
        return new Mutant(name, site.path(), site.line(), change, () -> with(site.bundle(), site.path(), text));
    }

    private record Lines(String name, Pattern path, Pattern pattern, Change change) implements Operator {
        @Override
        public List<Mutant> mutants(BundleFiles bundle, String file) {
            List<Mutant> mutants = new ArrayList<>();
            if (!path.matcher(file).matches()) {
                return mutants;
            }
            List<String> lines = bundle.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher match = pattern.matcher(lines.get(i));
                Site site = new Site(bundle, file, i + 1);
                while (match.find()) {
                    String to = change.of(match.toMatchResult(), site);
                    if (to != null && !to.equals(match.group())) {
                        List<String> changed = new ArrayList<>(lines);
                        String line = lines.get(i);
                        changed.set(i, line.substring(0, match.start()) + to + line.substring(match.end()));
                        mutants.add(mutant(name, site, changed, match.group().strip() + " -> " + to.strip()));
                    }
                }
            }
            return mutants;
        }
    }

    private record Drop(String name, Pattern path, Pattern pattern) implements Operator {
        @Override
        public List<Mutant> mutants(BundleFiles bundle, String file) {
            List<Mutant> mutants = new ArrayList<>();
            if (!path.matcher(file).matches()) {
                return mutants;
            }
            List<String> lines = bundle.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.remove(i);
                    mutants.add(mutant(name, new Site(bundle, file, i + 1), changed, "without " + lines.get(i).strip()));
                }
            }
            return mutants;
        }
    }

    private record Swap(String name, Pattern path, Pattern pattern) implements Operator {
        @Override
        public List<Mutant> mutants(BundleFiles bundle, String file) {
            List<Mutant> mutants = new ArrayList<>();
            if (!path.matcher(file).matches()) {
                return mutants;
            }
            List<String> lines = bundle.text(file).lines().toList();
            for (int i = 0; i + 1 < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find() && pattern.matcher(lines.get(i + 1)).find()) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(i, lines.get(i + 1));
                    changed.set(i + 1, lines.get(i));
                    mutants.add(mutant(name, new Site(bundle, file, i + 1), changed, "exchanged with the next line"));
                }
            }
            return mutants;
        }
    }
}
