package cn.tongban.hub.release;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every route has a test of its own: {@code routes/<flow>/tests/<name>.test.yaml} with {@code route: <id>}. */
final class RouteTestRules {
    private static final String SUFFIX = ".test.yaml";

    private final BundleView view;
    private final FindingList findings;
    private final BundlePolicy.RouteTests wanted;

    RouteTestRules(BundleView view, FindingList findings, BundlePolicy.RouteTests wanted) {
        this.view = view;
        this.findings = findings;
        this.wanted = wanted;
    }

    void check() {
        Set<String> ids = view.routes().stream().map(RouteFile::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = new TreeSet<>();
        for (String path : view.files().paths("routes/", SUFFIX)) {
            YamlNode.read(view.files(), path, findings).ifPresent(root -> {
                String route = root.textOf("route");
                tested.add(route);
                if (!ids.contains(route)) {
                    findings.unknown(root.get("route").orElse(root), "route-test", "route", route, ids);
                }
            });
        }
        view.routes().stream()
                .filter(route -> wanted != BundlePolicy.RouteTests.OFF && !tested.contains(route.id()))
                .forEach(this::untested);
    }

    private void untested(RouteFile route) {
        YamlNode at = route.route().get("id").orElse(route.route());
        String message = "No test in routes/" + route.flow() + "/tests/ names this route.";
        if (wanted == BundlePolicy.RouteTests.ERROR) {
            findings.error(at, "route-untested", message);
        } else {
            findings.warning(at, "route-untested", message);
        }
    }
}
