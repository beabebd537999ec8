package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Holds a bundle against the policy of the installation. */
final class LimitRules {
    private static final Set<String> EXPRESSIONS = Set.of("constant", "simple", "header", "variable");
    /** Where clouds hand out their own credentials; a policy has to name it to open it. */
    private static final List<String> LINK_LOCAL = List.of("169.254.", "fe80:", "[fe80:");

    private final BundlePolicy policy;
    private final FindingList findings;

    LimitRules(BundlePolicy policy, FindingList findings) {
        this.policy = policy;
        this.findings = findings;
    }

    /** Before anything is read: kinds, sizes and number of files. */
    void files(BundleFiles files) {
        long total = 0;
        int count = 0;
        for (String path : files.paths()) {
            int size = files.bytes(path).orElseThrow().length;
            total += size;
            count++;
            String type = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (!policy.fileTypes().contains(type)) {
                findings.error(path, 1, "policy-file-type", "A bundle may hold no ." + type + " file here.",
                        "Allowed are " + String.join(", ", policy.fileTypes()) + ".");
            }
            if (size > policy.maxFile()) {
                findings.error(path, 1, "policy-size", "The file is larger than " + policy.maxFile() + " bytes.", "");
            }
        }
        if (total > policy.maxTotal() || count > policy.maxFiles()) {
            String first = files.paths().get(0);
            findings.error(first, 1, "policy-size", "The bundle has " + count + " files and " + total
                    + " bytes; allowed are " + policy.maxFiles() + " and " + policy.maxTotal() + ".", "");
        }
    }

    void view(BundleView view) {
        for (RouteFile route : view.routes()) {
            route.from().ifPresent(this::component);
            steps(route.allSteps());
        }
        for (KameletFile kamelet : view.kamelets().values()) {
            steps(kamelet.steps().stream().flatMap(RouteStep::all));
        }
        for (String path : view.files().paths("connectors/", "/connector.yaml")) {
            YamlNode.read(view.files(), path, new FindingList()).flatMap(root -> root.get("settings"))
                    .ifPresent(settings -> settings.entries().forEach(entry -> address(entry.value())));
        }
    }

    private void steps(Stream<RouteStep> steps) {
        steps.forEach(step -> {
            if (step.isTo()) {
                component(step.uri());
            }
            languages(step.body());
        });
    }

    private void component(Uri uri) {
        String scheme = uri.scheme().equals("{{}}") ? "http" : uri.scheme();
        // What the hub does not have at all is another rule's finding.
        if (BundlePolicy.ALL_COMPONENTS.contains(scheme) && !policy.components().contains(scheme)) {
            findings.error(uri.node(), "policy-component", "The component " + scheme + " may not be used here.");
        }
    }

    private void languages(YamlNode node) {
        for (YamlNode.Entry entry : node.entries()) {
            if (EXPRESSIONS.contains(entry.name()) && !policy.languages().contains(entry.name())) {
                findings.error(entry.key(), "policy-language", "The language " + entry.name() + " may not be used here.");
            }
            if (entry.name().equals("expression")) {
                languages(entry.value());
            }
        }
    }

    private void address(YamlNode setting) {
        String text = setting.text().orElse("");
        host(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text)
                .filter(host -> !isAllowed(host))
                .ifPresent(host -> findings.error(setting, "policy-host", "The host " + host + " may not be called from here."));
    }

    private static Optional<String> host(String address) {
        try {
            return address.contains("://") ? Optional.ofNullable(new URI(address).getHost()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean isAllowed(String name) {
        String host = name.toLowerCase(Locale.ROOT);
        boolean named = policy.hosts().stream()
                .anyMatch(allowed -> allowed.equals(host)
                        || allowed.startsWith("*.") && host.endsWith(allowed.substring(1)));
        return named || policy.hosts().contains("*") && LINK_LOCAL.stream().noneMatch(host::startsWith);
    }
}
