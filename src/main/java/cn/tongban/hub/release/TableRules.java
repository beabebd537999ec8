package cn.tongban.hub.release;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.mapping.CodeTableCheck;
import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.ItemPairs;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The CSV files: code tables are unambiguous in both directions, every item is decided by somebody who can be reached.
 */
final class TableRules {
    private static final Pattern WORD = Pattern.compile("\"([A-Z][A-Z0-9_]*)\"");

    private final BundleView view;
    private final FindingList findings;

    TableRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check(Optional<ItemCatalogue> items) {
        CodeTableCheck.run(view.files(), view.mappings()).forEach(problem -> findings.add(new Finding(problem.file(),
                problem.line(), problem.column(), problem.rule(), Severity.ERROR, problem.message(), "")));
        meanings();
        boolean asked = view.routes().stream()
                .flatMap(RouteFile::allSteps)
                .anyMatch(step -> step.isTo() && step.uri().isHub("address") && step.uri().target()
                        .equals("item-catalogue"));
        if (asked && items.isEmpty()) {
            findings.error(ItemCatalogue.PATH, 1, "items", "hub:address/item-catalogue needs this file.", "");
        }
        items.ifPresent(catalogue -> catalogue.columns().stream()
                .filter(column -> !ItemCatalogue.COLUMNS.contains(column) && !column.equals("instant"))
                .forEach(this::column));
        items.ifPresent(catalogue -> catalogue.items().forEach(item -> decided(catalogue, item)));
        pairs();
    }

    /** A pair that is said wrongly is not compared, or the wrong items are. */
    private void pairs() {
        try {
            ItemPairs.readLeniently(view.files()).problems().forEach(problem ->
                    findings.error(problem.file(), problem.line(), problem.rule(), problem.message(), ""));
        } catch (HubException e) {
            findings.error(ItemPairs.PATH, 1, "item-pairs", e.subject() + ".", "");
        }
    }

    /** A meaning that neither the canonical schemas nor a mapping of the system knows is misspelt. */
    private void meanings() {
        Set<String> spoken = new TreeSet<>();
        view.files().paths("mappings/canonical/schemas/", ".json").forEach(path -> words(path, spoken));
        for (String path : view.files().paths("mappings/", ".csv")) {
            String[] parts = path.split("/");
            if (parts.length == 4 && parts[2].equals("codes")) {
                Set<String> known = new TreeSet<>(spoken);
                view.files().paths("mappings/" + parts[1] + "/", ".jslt").forEach(mapping -> words(mapping, known));
                rows(path, known);
            }
        }
    }

    private void words(String path, Set<String> words) {
        WORD.matcher(FileText.of(view.files(), path)).results().forEach(word -> words.add(word.group(1)));
    }

    private void rows(String path, Set<String> known) {
        try {
            CsvFile.read(view.files(), path).rows().stream()
                    .filter(row -> !row.get("canonical").isEmpty() && !known.contains(row.get("canonical")))
                    // A meaning that nobody asks for may stand for itself; one that is nearly a known one is misspelt.
                    .filter(row -> !DidYouMean.of(row.get("canonical"), known).isEmpty())
                    .forEach(row -> findings.error(path, row.line(), "unknown-meaning", "No canonical schema and no mapping knows "
                            + row.get("canonical") + ".", DidYouMean.of(row.get("canonical"), known)));
        } catch (HubException e) {
            // The table itself is a finding already.
        }
    }

    /** A misspelt column is an item without its limit, and no case of it would ever be late. */
    private void column(String name) {
        if (name.equals("promise_days")) {
            findings.warning(ItemCatalogue.PATH, 1, "item-column",
                    "promise_days is not read any more; case_kind, promised_limit and promised_unit say it.");
        } else {
            findings.error(ItemCatalogue.PATH, 1, "item-column", "The catalogue has no column " + name + ".",
                    DidYouMean.of(name, ItemCatalogue.COLUMNS));
        }
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
