package cn.tongban.hub.release;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.mapping.CodeTableCheck;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.ItemCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * The CSV files: code tables are unambiguous in both directions, every item is decided by somebody who can be reached.
 */
final class TableRules {
    private final BundleView view;
    private final FindingList findings;

    TableRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check(Optional<ItemCatalogue> items) {
        CodeTableCheck.run(view.files(), view.mappings()).forEach(problem -> findings.add(new Finding(problem.file(),
                problem.line(), problem.column(), problem.rule(), Severity.ERROR, problem.message(), "")));
        boolean asked = view.routes().stream()
                .flatMap(RouteFile::allSteps)
                .anyMatch(step -> step.isTo() && step.uri().isHub("address") && step.uri().target()
                        .equals("item-catalogue"));
        if (asked && items.isEmpty()) {
            findings.error(ItemCatalogue.PATH, 1, "items", "hub:address/item-catalogue needs this file.", "");
        }
        items.ifPresent(catalogue -> catalogue.items().forEach(item -> decided(catalogue, item)));
    }

    private void decided(ItemCatalogue catalogue, Item item) {
        int line = catalogue.lineOf(item.taskCode());
        List<String> destinations = List.copyOf(view.destinations());
        if (!view.takesDeliveries(item.decidedBy())) {
            findings.error(ItemCatalogue.PATH, line, "unknown-destination",
                    "No connector or party " + item.decidedBy() + " takes deliveries.",
                    DidYouMean.of(item.decidedBy(), destinations));
        } else if (!isSubmittedTo(item.decidedBy())) {
            findings.error(ItemCatalogue.PATH, line, "no-delivery-route",
                    "No route delivers case.submitted to " + item.decidedBy() + ".", "");
        }
    }

    private boolean isSubmittedTo(String destination) {
        return view.routes().stream()
                .filter(RouteFile::isDelivery)
                .map(route -> route.from().orElseThrow())
                .anyMatch(from -> (from.target().equals(destination)
                                || from.target().equals(Destination.of(destination).connector()))
                        && (from.option("types").equals("*")
                                || List.of(from.option("types").replace(" ", "").split(","))
                                        .contains("case.submitted")));
    }
}
