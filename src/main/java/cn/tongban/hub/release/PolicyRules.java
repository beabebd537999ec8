package cn.tongban.hub.release;

import java.util.List;
import java.util.Set;

/** {@code routes/policies/}: the only place where errors are handled, and never silently. */
final class PolicyRules {
    private static final Set<String> ENDS = Set.of("refuse", "fail");

    private PolicyRules() {}

    /** @param ids receives the id of every configuration in the file */
    static void check(YamlNode root, Set<String> ids, FindingList findings) {
        if (!root.isList()) {
            findings.error(root, "policy", "A policy file is a list of routeConfiguration entries.");
        }
        for (YamlNode item : root.items()) {
            item.entries().forEach(entry -> {
                if (!entry.name().equals("routeConfiguration")) {
                    findings.error(entry.key(), "policy", "A policy file holds routeConfiguration entries only.");
                }
            });
            item.get("routeConfiguration").ifPresent(configuration -> configuration(configuration, ids, findings));
        }
    }

    private static void configuration(YamlNode configuration, Set<String> ids, FindingList findings) {
        String id = configuration.textOf("id");
        if (!id.startsWith("policy.") || !ids.add(id)) {
            findings.error(configuration.get("id").orElse(configuration), "policy-id",
                    "A policy needs an id of its own that starts with \"policy.\".");
        }
        List<YamlNode> handlers = configuration.get("onException").map(YamlNode::items).orElse(List.of());
        if (handlers.isEmpty()) {
            findings.error(configuration, "policy", "A policy needs an onException entry.");
        }
        for (YamlNode handler : handlers) {
            YamlNode exception = handler.get("onException").orElse(handler);
            List<RouteStep> steps = exception.get("steps").map(RouteStep::list).orElse(List.of());
            boolean ends = !steps.isEmpty()
                    && steps.get(steps.size() - 1).isTo()
                    && steps.get(steps.size() - 1).uri().scheme().equals("hub")
                    && ENDS.contains(steps.get(steps.size() - 1).uri().verb());
            if (!ends) {
                findings.error(exception, "silent-error",
                        "An error must not be handled silently: the last step is hub:refuse or hub:fail.");
            }
        }
    }
}
