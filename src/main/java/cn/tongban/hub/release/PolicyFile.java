package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundlePolicy.RouteTests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a policy strictly: a key that is misspelt must not leave a door open. */
final class PolicyFile {
    private static final int LARGEST = 64 * 1024;
    private static final Set<String> KEYS = new TreeSet<>(Set.of("components", "languages", "hosts", "file-types",
            "max-file", "max-files", "max-total", "route-tests"));
    private static final Pattern HOST = Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9][A-Za-z0-9.-]*|\\[?[0-9a-fA-F:]+]?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})(B|KB|MB)");
    private static final Map<String, Integer> UNITS = Map.of("B", 1, "KB", 1 << 10, "MB", 1 << 20);

    private final YamlNode root;
    private final FindingList findings;

    private PolicyFile(YamlNode root, FindingList findings) {
        this.root = root;
        this.findings = findings;
    }

    static BundlePolicy read(Path file) {
        FindingList findings = new FindingList();
        String name = "mappings/" + file.getFileName();
        BundleFiles one = BundleFiles.of(Map.of(name, bytes(file)));
        Optional<BundlePolicy> policy = YamlNode.read(one, name, findings)
                .map(root -> new PolicyFile(root, findings).policy());
        List<Place> places = findings.sorted().stream()
                .map(found -> new Place(file.getFileName() + ":" + found.line(), found.rule(), found.message()))
                .toList();
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, file.getFileName().toString(), places);
        }
        return policy.orElseThrow();
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            // Without its policy an installation must not fall back to a looser one.
            throw new HubException(ErrorCode.BUNDLE_INVALID, file.getFileName() + " cannot be read", e);
        }
    }

    private BundlePolicy policy() {
        if (!root.isMap()) {
            findings.error(root, "policy-file", "A policy is a map.");
        }
        root.entries().stream()
                .filter(entry -> !KEYS.contains(entry.name()))
                .forEach(entry -> findings.unknown(entry.key(), "policy-file", "key", entry.name(), KEYS));
        BundlePolicy standard = BundlePolicy.standard();
        return new BundlePolicy(
                names("components", standard.components()),
                names("languages", standard.languages()),
                hosts(standard.hosts()),
                names("file-types", standard.fileTypes()),
                (int) size("max-file", standard.maxFile()),
                (int) count(standard.maxFiles()),
                size("max-total", standard.maxTotal()),
                routeTests());
    }

    private Set<String> names(String key, Set<String> all) {
        return root.get(key).map(list -> {
            Set<String> names = new TreeSet<>();
            list.items().forEach(item -> {
                String name = item.text().orElse("");
                if (!all.contains(name)) {
                    findings.unknown(item, "policy-file", "entry of " + key, name, all);
                }
                names.add(name);
            });
            return list(list, key, names);
        }).orElse(all);
    }

    private Set<String> hosts(Set<String> otherwise) {
        return root.get("hosts").map(list -> {
            Set<String> hosts = new TreeSet<>();
            list.items().forEach(item -> {
                String host = item.text().orElse("");
                if (!HOST.matcher(host).matches()) {
                    findings.error(item, "policy-file", "A host is a name, an address, *.name or *.");
                }
                hosts.add(host.toLowerCase(Locale.ROOT));
            });
            return list(list, "hosts", hosts);
        }).orElse(otherwise);
    }

    private Set<String> list(YamlNode at, String key, Set<String> names) {
        if (!at.isList()) {
            findings.error(at, "policy-file", key + " is a list.");
        }
        return names;
    }

    private long size(String key, long most) {
        return root.get(key).map(value -> {
            Matcher size = SIZE.matcher(value.text().orElse(""));
            long bytes = size.matches() ? Long.parseLong(size.group(1)) * UNITS.get(size.group(2)) : -1;
            return within(value, key, bytes, most);
        }).orElse(most);
    }

    private long count(long most) {
        return root.get("max-files").map(value -> {
            String text = value.text().filter(number -> number.matches("\\d{1,6}")).orElse("-1");
            return within(value, "max-files", Long.parseLong(text), most);
        }).orElse(most);
    }

    private long within(YamlNode at, String key, long value, long most) {
        if (value < 1 || value > most) {
            findings.error(at, "policy-file", key + " is a size such as 512KB (max-files: a number), at most " + most + ".");
        }
        return value;
    }

    private RouteTests routeTests() {
        YamlNode value = root.get("route-tests").orElse(null);
        if (value == null) {
            return BundlePolicy.standard().routeTests();
        }
        for (RouteTests each : RouteTests.values()) {
            // YAML reads a bare "off" as a word here: nodes are not resolved.
            if (each.name().toLowerCase(Locale.ROOT).equals(value.text().orElse(""))) {
                return each;
            }
        }
        findings.error(value, "policy-file", "route-tests is off, warn or error.");
        return RouteTests.ERROR;
    }
}
