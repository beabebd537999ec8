package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenAccept;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the files of a bundle would say if its mappings and routes were right: for a person to look at, then to be written. */
public final class TestUpdate {
    private TestUpdate() {}

    /**
     * Outputs of golden examples and expectations of routes that differ, by path.
     *
     * @param wanted subjects: names of mappings and ids of routes
     * @return the new text of each file; empty where the file would go
     * @throws HubException BUNDLE_INVALID when the bundle cannot be read or started at all
     */
    public static SortedMap<String, Optional<String>> of(BundleFiles files, Predicate<String> wanted) {
        SortedMap<String, Optional<String>> changes = new TreeMap<>();
        GoldenAccept.of(files).forEach((path, text) -> {
            if (wanted.test(mapping(path)) && !same(files, path, text)) {
                changes.put(path, Optional.of(text));
                String other = path.endsWith(".out.json")
                        ? path.replaceAll("\\.out\\.json$", ".err.json") : path.replaceAll("\\.err\\.json$", ".out.json");
                if (files.has(other)) {
                    changes.put(other, Optional.empty());
                }
            }
        });
        Map<String, List<Mending>> byFile = new TreeMap<>();
        BundleTrial.mendings(files, wanted).forEach(mending ->
                byFile.computeIfAbsent(mending.file(), file -> new ArrayList<>()).add(mending));
        // A golden output is the mapping's word, whatever a route made of it.
        byFile.forEach((file, mendings) -> changes.putIfAbsent(file, Optional.of(mended(files, file, mendings))));
        return changes;
    }

    private static String mended(BundleFiles files, String file, List<Mending> mendings) {
        String text = files.text(file);
        // From the end, so that the offsets before stay right.
        for (Mending mending : mendings.stream().distinct()
                .sorted(Comparator.comparingInt(Mending::start).reversed()).toList()) {
            text = mending.apply(text);
        }
        return text;
    }

    private static boolean same(BundleFiles files, String path, String text) {
        return files.has(path)
                && YamlText.tree(files.bytes(path).orElseThrow()).equals(YamlText.tree(RouteRun.utf8(text)));
    }

    private static String mapping(String path) {
        String[] parts = path.split("/");
        return parts.length > 4 ? parts[1] + "/" + parts[3] : path;
    }
}
