package cn.tongban.hub.release;

import cn.tongban.hub.mapping.CsvFile;
import cn.tongban.hub.support.HubException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Examples of code tables: {@code mappings/<system>/golden/codes/<table>.csv} with {@code code,canonical,send}, written
 * from the party's own document. Codes go wrong more often than anything else, and a table alone cannot be wrong.
 */
final class CodeExampleRules {
    private final BundleView view;
    private final FindingList findings;

    CodeExampleRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String path : view.files().paths("mappings/", ".csv")) {
            String[] parts = path.split("/");
            if (parts.length == 5 && parts[2].equals("golden") && parts[3].equals("codes")) {
                examples(path, "mappings/" + parts[1] + "/codes/" + parts[4]);
            }
        }
    }

    private void examples(String path, String table) {
        List<CsvFile.Row> wanted = rows(path);
        if (!view.files().has(table)) {
            findings.error(path, 1, "code-example", "There is no table " + table + ".", "");
            return;
        }
        List<CsvFile.Row> there = rows(table);
        Map<String, Integer> told = new HashMap<>();
        for (CsvFile.Row example : wanted) {
            told.put(example.get("code"), example.line());
            List<CsvFile.Row> same = there.stream().filter(row -> row.get("code").equals(example.get("code"))).toList();
            if (same.isEmpty()) {
                findings.error(path, example.line(), "code-example", table + " has no code " + example.get("code") + ".", "");
            } else if (same.stream().noneMatch(row -> row.get("canonical").equals(example.get("canonical")))) {
                differs(table, same.get(0), path + ":" + example.line(), example.get("canonical"));
            }
            sent(path, table, example, there);
        }
        there.stream().filter(row -> !told.containsKey(row.get("code"))).forEach(row -> findings.error(table, row.line(),
                "code-example", "No example in " + path + " has the code " + row.get("code") + ".", ""));
    }

    /** {@code send} = yes: of all codes with this meaning it is the one that goes out. */
    private void sent(String path, String table, CsvFile.Row example, List<CsvFile.Row> there) {
        List<CsvFile.Row> same = there.stream().filter(row -> row.get("canonical").equals(example.get("canonical"))).toList();
        Optional<CsvFile.Row> first = same.stream().filter(row -> row.get("preferred").equals("yes")).findFirst()
                .or(() -> same.stream().findFirst());
        boolean wanted = example.get("send").equals("yes");
        first.filter(row -> wanted && !row.get("code").equals(example.get("code")))
                .ifPresent(row -> differs(table, row, path + ":" + example.line(), "sent as " + example.get("code")));
    }

    private void differs(String table, CsvFile.Row row, String example, String wanted) {
        findings.error(table, row.line(), "code-example", row.get("code") + " stands for " + row.get("canonical") + "; "
                + example + " says " + wanted + ".", "");
    }

    private List<CsvFile.Row> rows(String path) {
        try {
            return CsvFile.read(view.files(), path).rows();
        } catch (HubException e) {
            findings.error(path, 1, "code-example", "The file cannot be read: " + e.subject() + ".", "");
            return List.of();
        }
    }
}
