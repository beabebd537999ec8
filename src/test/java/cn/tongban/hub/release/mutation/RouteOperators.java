package cn.tongban.hub.release.mutation;

import static cn.tongban.hub.release.mutation.Edits.drop;
import static cn.tongban.hub.release.mutation.Edits.replace;
import static cn.tongban.hub.release.mutation.Edits.swap;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.List;
import java.util.Map;

/** Faults in routes, Kamelets, policies and descriptors. */
final class RouteOperators {
    private static final String ROUTE = "routes/[^/]+/.*\\.camel\\.yaml";
    private static final String KAMELET = ".*\\.kamelet\\.yaml";
    private static final String BOTH = ROUTE + "|" + KAMELET;
    private static final String CONNECTOR = ".*/connector\\.yaml";
    private static final Map<String, String> METHODS = Map.of("POST", "PUT", "PUT", "POST", "GET", "POST");
    private static final Map<String, String> ADDRESSES = Map.of("item-catalogue", "case-origin", "case-origin",
            "case-handler", "case-handler", "case-origin");

    private RouteOperators() {}

    static List<Operator> all() {
        return List.of(
                drop("step removed", BOTH, "^ +- (to|setHeader|setBody|setVariable):"),
                swap("steps reordered", BOTH, "^ +- (to|setHeader|setBody|setVariable):"),
                replace("verb misspelt", BOTH, "hub:([a-z-]+)", (m, s) -> m.group() + "s"),
                replace("verb changed", ROUTE, "hub:(deliveries|receipt|probe-answer|probes|validate|verify)/", (m, s) ->
                        "hub:" + Map.of("deliveries", "probes", "probes", "deliveries", "receipt", "probe-answer",
                                "probe-answer", "receipt", "validate", "map", "verify", "store").get(m.group(1)) + "/"),
                replace("name misspelt", ROUTE, "(hub:[a-z-]+/|kamelet:)[a-z-]+(/[a-z-]+)?", (m, s) -> m.group() + "x"),
                replace("another mapping", ROUTE, "(hub:(map|receipt|probe-answer)/)([a-z-]+/[a-z-]+)", (m, s) ->
                        m.group(1) + next(mappings(s.bundle()), m.group(3))),
                replace("another contract", ROUTE, "(hub:validate/)([a-z-]+/[a-z-]+)", (m, s) ->
                        m.group(1) + next(contracts(s.bundle()), m.group(2))),
                replace("another Kamelet", ROUTE, "(kamelet:)([a-z-]+)", (m, s) ->
                        m.group(1) + next(kamelets(s.bundle()), m.group(2))),
                replace("another connector", ROUTE, "(hub:(verify|deliveries|probes|arrivals|store|attach)/)([a-z-]+)",
                        (m, s) -> m.group(1) + next(connectors(s.bundle()), m.group(3))),
                drop("policy dropped", ROUTE, "routeConfigurationId:"),
                replace("another policy", ROUTE, "routeConfigurationId: policy\\.(\\w+)", (m, s) ->
                        "routeConfigurationId: policy." + (m.group(1).equals("deliver") ? "receive" : "deliver")),
                replace("option misspelt", BOTH, "parameters: \\{\"?([a-zA-Z]+)", (m, s) -> m.group() + "s"),
                replace("option changed", ROUTE, "(key: \"[^\"]*),[^,\"]+\"", (m, s) -> m.group(1) + "\""),
                replace("key changed", ROUTE, "key: \"/([a-zA-Z0-9]+)", (m, s) -> "key: \"/" + m.group(1) + "Id"),
                replace("message type changed", ROUTE, "types: \"?((case|material)\\.[a-z-]+)", (m, s) ->
                        m.group().replace(m.group(1), m.group(1).equals("case.submitted") ? "case.withdrawn" : "case.submitted")),
                replace("channel changed", ROUTE, "channel: ([a-z-]+)", (m, s) -> "channel: " + m.group(1) + "s"),
                replace("wrong HTTP method", BOTH, "(httpMethod|httpMethodRestrict): (\\w+)", (m, s) ->
                        m.group(1) + ": " + METHODS.get(m.group(2))),
                replace("wrong address", ROUTE, "hub:address/([a-z-]+)", (m, s) ->
                        ADDRESSES.containsKey(m.group(1)) ? "hub:address/" + ADDRESSES.get(m.group(1)) : null),
                replace("wrong path", BOTH, "(/[a-z-]+)(\"|/\\{|$)", (m, s) -> m.group(1) + "s" + m.group(2)),
                replace("wrong name in a path", KAMELET, "\\{([a-zA-Z]+)}", (m, s) -> "{" + m.group(1).toLowerCase() + "s}"),
                replace("route renamed", ROUTE, "^    id: (\\S+)", (m, s) -> m.group() + "2"),
                replace("indentation broken", BOTH, "^ {6,}(?=[a-z-])", (m, s) -> m.group().substring(3)),
                replace("step key misspelt", BOTH, "\\{(id|uri|name):", (m, s) -> "{" + m.group(1) + "s:"),
                replace("wrong step", BOTH, "- (to|setHeader):", (m, s) -> m.group(1).equals("to") ? "- toD:" : "- setProperty:"),
                replace("signature parameter renamed", KAMELET, "(scheme|secret|sender):", (m, s) -> m.group(1) + "-name:"),
                replace("another secret", KAMELET, "secret: (sign-key|callback-key)", (m, s) -> "secret: door-key"),
                replace("another scheme", KAMELET, "scheme: (sm3-header|hmac-sm3)", (m, s) -> "scheme: "
                        + (m.group(1).equals("sm3-header") ? "hmac-sm3" : "sm3-header")),
                replace("setting renamed", KAMELET + "|" + CONNECTOR, "base-url", (m, s) -> "baseurl"),
                replace("Kamelet renamed inside", KAMELET, "^  name: (\\S+)", (m, s) -> m.group() + "-2"),
                replace("value mistyped", CONNECTOR, "\\d+(s|ms|m|h|MB)\\b", (m, s) -> m.group() + "ec"),
                replace("number mistyped", CONNECTOR, "(?<=: )\\d+(?=\\b[^.a-zA-Z])", (m, s) -> "x" + m.group()),
                replace("descriptor key misspelt", CONNECTOR, "^( *- |  *)?([a-z-]{4,}):(?= |$)", (m, s) ->
                        (m.group(1) == null ? "" : m.group(1)) + m.group(2) + "s:"),
                drop("doubt dropped", CONNECTOR, "^  doubt:"),
                replace("doubt changed", CONNECTOR, "doubt: (\\w+)", (m, s) -> "doubt: "
                        + (m.group(1).equals("probe") ? "confirm" : "probe")),
                drop("secrets dropped", CONNECTOR, "^secrets:"),
                replace("secret misspelt", CONNECTOR, "(senders: \\{[a-z0-9-]+: )([a-z-]+)", (m, s) -> m.group() + "s"),
                replace("column misspelt", CONNECTOR, "(?<=[\\[ ,])([a-z]+_[a-z_]+)(?=[,\\]])", (m, s) -> m.group() + "x"),
                replace("system misspelt", "routes/.*/flow\\.yaml", "(?<=systems: \\[)[a-z-]+", (m, s) -> m.group() + "s"),
                replace("name in one language only", "routes/.*/flow\\.yaml", "^name: \\{zh: ([^,]+), en:.*", (m, s) ->
                        "name: {zh: " + m.group(1) + "}"));
    }

    static List<String> mappings(BundleFiles bundle) {
        return bundle.paths("mappings/", ".jslt").stream()
                .map(path -> path.substring("mappings/".length(), path.length() - ".jslt".length())).toList();
    }

    private static List<String> contracts(BundleFiles bundle) {
        return bundle.paths("connectors/", ".schema.json").stream()
                .map(path -> path.substring("connectors/".length(), path.length() - ".schema.json".length())
                        .replace("/contract/", "/")).toList();
    }

    private static List<String> kamelets(BundleFiles bundle) {
        return bundle.paths("connectors/", ".kamelet.yaml").stream()
                .map(path -> path.substring(path.lastIndexOf('/') + 1, path.length() - ".kamelet.yaml".length())).toList();
    }

    private static List<String> connectors(BundleFiles bundle) {
        return bundle.paths("connectors/", "/connector.yaml").stream().map(path -> path.split("/")[1]).toList();
    }

    /** The one behind it in the same system, else the one behind it. */
    private static String next(List<String> names, String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : names.get((at + 1) % names.size());
    }
}
