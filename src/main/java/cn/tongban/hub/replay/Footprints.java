package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files decide what a route does, as one digest. A file counts when a file that counts names it; names are looked
 * for in the text, so rather one too many counts than one too few.
 */
final class Footprints {
    private static final String KAMELET = ".kamelet.yaml";
    private static final String CONTRACT = ".schema.json";
    private static final String MAPPING = ".jslt";
    private static final String CODES = "/codes/";

    private final BundleFiles files;
    /** How each file is named by others; a code table only within its own system. */
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, Set<String>> naming = new HashMap<>();

    Footprints(BundleFiles files) {
        this.files = files;
        for (String path : files.paths()) {
            String[] parts = path.split("/");
            String file = parts[parts.length - 1];
            if (file.endsWith(KAMELET)) {
                names.put(path, file.substring(0, file.length() - KAMELET.length()));
            } else if (path.endsWith(CONTRACT) && parts.length == 4) {
                names.put(path, parts[1] + "/" + file.substring(0, file.length() - CONTRACT.length()));
            } else if (path.endsWith(MAPPING) && parts.length == 3) {
                names.put(path, parts[1] + "/" + file.substring(0, file.length() - MAPPING.length()));
            } else if (path.contains(CODES)) {
                names.put(path, "\"" + file.substring(0, file.lastIndexOf('.')) + "\"");
            }
        }
    }

    /** @param connector whose settings count, too */
    String of(String route, String connector) {
        Set<String> counted = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(route);
        open.addAll(files.paths("routes/policies/", ""));
        open.addAll(files.paths("connectors/" + connector + "/connector.yaml", ""));
        open.addAll(files.paths("mappings/canonical/items.csv", ""));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (counted.add(path)) {
                open.addAll(naming.computeIfAbsent(path, this::named));
            }
        }
        if (text(route).contains("also")) {
            // Who may hear of it is written in the parties of other connectors.
            counted.addAll(files.paths("connectors/", "/connector.yaml"));
        }
        StringBuilder list = new StringBuilder();
        counted.forEach(path -> list.append(path).append('\0').append(digest(path)).append('\n'));
        return Digests.hex(Digests.sha256(list.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private Set<String> named(String path) {
        Set<String> found = new TreeSet<>();
        if (path.endsWith(".csv") || path.endsWith("/connector.yaml")) {
            return found;
        }
        String text = text(path);
        String system = path.split("/")[1];
        boolean mapping = path.endsWith(MAPPING);
        names.forEach((candidate, name) -> {
            boolean own = candidate.split("/")[1].equals(system);
            boolean named = candidate.endsWith(CONTRACT) && path.endsWith(CONTRACT)
                    // Contracts name each other by their files.
                    ? text.contains("$ref") && text.contains(candidate.substring(candidate.lastIndexOf('/') + 1))
                    : text.contains(name) && (candidate.contains(CODES) ? mapping && own : !mapping);
            if (named) {
                found.add(candidate);
            }
        });
        return found;
    }

    private String text(String path) {
        return texts.computeIfAbsent(path, files::text);
    }

    private String digest(String path) {
        return digests.computeIfAbsent(path, p -> Digests.hex(Digests.sha256(files.bytes(p).orElseThrow())));
    }
}
