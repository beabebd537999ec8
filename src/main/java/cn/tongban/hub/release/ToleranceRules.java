package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.ToleranceLists;

/** The published lists: what they allow is allowed at every door, so they must say what the policy lets them say. */
final class ToleranceRules {
    private final BundleFiles files;
    private final FindingList findings;

    ToleranceRules(BundleFiles files, FindingList findings) {
        this.files = files;
        this.findings = findings;
    }

    void check() {
        ToleranceLists lists = ToleranceLists.readLeniently(files);
        lists.problems().forEach(problem -> findings.error(problem.file(), problem.line(), problem.rule(),
                problem.message(), problem.rule().equals("published-excluded") ? "Delete the line." : ""));
        if (files.has(ItemCatalogue.PATH)) {
            ItemCatalogue items = ItemCatalogue.readLeniently(files);
            lists.listed().stream().filter(line -> items.known(line.taskCode()).isEmpty()).forEach(line -> unknown(items, line));
        }
    }

    /** A hub starts with it, for an item may leave the catalogue before it leaves the lists; a misspelt one allows nothing. */
    private void unknown(ItemCatalogue items, ToleranceLists.Listed line) {
        findings.error(line.file(), line.line(), "published-item", "The catalogue of items has no " + line.taskCode() + ".",
                DidYouMean.of(line.taskCode(), items.items().stream().map(Item::taskCode).toList()));
    }
}
