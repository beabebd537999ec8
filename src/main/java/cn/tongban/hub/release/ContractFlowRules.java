package cn.tongban.hub.release;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.mapping.MappingLibrary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether each step of a route takes what the step before gives. A mapping says in its header which contract its
 * documents satisfy before and after, so a wrong but existing name is seen without running anything.
 */
final class ContractFlowRules {
    private static final String RULE = "contract-flow";

    private final BundleView view;
    private final FindingList findings;

    ContractFlowRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        view.routes().forEach(this::route);
    }

    private void route(RouteFile route) {
        Set<String> documents = begins(route);
        String owner = owner(route);
        for (RouteStep step : route.allSteps().filter(step -> step.isTo() && step.uri().scheme().equals("hub")).toList()) {
            Uri uri = step.uri();
            documents = switch (uri.verb()) {
                case "validate" -> validated(uri, owner, documents);
                case "map" -> mapped(uri, documents);
                case "record" -> recorded(uri, documents);
                case "receipt" -> answered(uri, owner, "canonical/receipt");
                case "probe-answer" -> answered(uri, owner, "canonical/probe-answer");
                case "answer" -> answered(uri, owner, asked(route));
                case "go-on" -> {
                    answered(uri, owner, "canonical/go-on");
                    // The message again, as the hub keeps it.
                    yield begins(route);
                }
                case "store", "enrich" -> Set.of();
                default -> documents;
            };
        }
    }

    /** Contracts of what a delivery route is handed; empty when nothing can be said. */
    private Set<String> begins(RouteFile route) {
        if (route.isAsk()) {
            return Set.of("canonical/ask." + route.from().orElseThrow().option("question"));
        }
        String types = route.isDelivery() ? route.from().orElseThrow().option("types") : "*";
        if (types.contains("*")) {
            return Set.of();
        }
        List<String> named = List.of(types.replace(" ", "").split(","));
        return view.documents().entrySet().stream()
                .filter(document -> named.stream().anyMatch(document.getValue().types()::contains))
                .map(document -> "canonical/" + document.getKey())
                .collect(Collectors.toSet());
    }

    /** Whose words a route speaks on its outer side. */
    private static String owner(RouteFile route) {
        Uri from = route.from().orElse(null);
        if (from == null) {
            return "";
        }
        String[] path = from.path().split("/", 4);
        return route.isDoor() ? path.length > 2 ? path[2] : "" : Destination.of(from.target()).connector();
    }

    private Set<String> validated(Uri uri, String owner, Set<String> documents) {
        String contract = uri.target();
        if (!view.contracts().has(contract)) {
            return Set.of();
        }
        boolean own = view.contractNames().stream().anyMatch(name -> name.startsWith(owner + "/"));
        if (own && !contract.startsWith(owner + "/")) {
            findings.error(uri.node(), RULE, "The route is of " + owner + ", the contract is not.");
        } else if (!documents.isEmpty() && !documents.contains(contract)) {
            mismatch(uri, "checks " + contract, documents);
        }
        return Set.of(contract);
    }

    private Set<String> mapped(Uri uri, Set<String> documents) {
        Set<String> made = new TreeSet<>();
        boolean open = false;
        for (String name : List.of(uri.target(), uri.option("instead"))) {
            Optional<MappingLibrary.Sides> sides = view.mappings().sides(name);
            String from = sides.map(MappingLibrary.Sides::from).orElse("");
            if (!from.isEmpty() && !documents.isEmpty() && !documents.contains(from)) {
                mismatch(uri, name + " takes " + from, documents);
            }
            if (!name.isEmpty()) {
                String to = sides.map(MappingLibrary.Sides::to).orElse("");
                open |= to.isEmpty();
                made.add(to);
            }
        }
        return open ? Set.of() : made;
    }

    private Set<String> recorded(Uri uri, Set<String> documents) {
        Set<String> taken = Set.of("canonical/" + uri.target(), "canonical/" + uri.option("or"));
        boolean known = view.documents().containsKey(uri.target());
        if (known && !taken.containsAll(documents)) {
            mismatch(uri, "records " + uri.target(), documents);
        }
        return Set.of();
    }

    private Set<String> answered(Uri uri, String owner, String needed) {
        String made = view.mappings().sides(uri.target()).map(MappingLibrary.Sides::to).orElse("");
        if (!made.isEmpty() && (!made.equals(needed) || !uri.target().startsWith(owner + "/"))) {
            findings.error(uri.node(), RULE, "Here stands a mapping of " + owner + " that makes " + needed + ".");
        }
        return Set.of();
    }

    /** What the answer to a question of the hub's own has to be made into. */
    private static String asked(RouteFile route) {
        return switch (route.from().map(Uri::verb).orElse("")) {
            case "tickets" -> "canonical/ticket";
            case "pulls" -> "canonical/pulled";
            case "fetches" -> "canonical/fetched";
            case "asks" -> "canonical/answer";
            default -> "canonical/confirmation";
        };
    }

    private void mismatch(Uri uri, String step, Set<String> documents) {
        findings.error(uri.node(), RULE, "This step " + step + ", but the step before gives "
                + String.join(" or ", new TreeSet<>(documents)) + ".");
    }
}
