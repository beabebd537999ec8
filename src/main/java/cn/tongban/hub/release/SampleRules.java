package cn.tongban.hub.release;

import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.MappingLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Examples against contracts: samples of a connector, by their name, and what golden examples put into a mapping. An
 * example that its contract refuses is wrong, or the contract is.
 */
final class SampleRules {
    /** Samples and golden examples are of this day, unless a context says otherwise. */
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 16);

    private final BundleView view;
    private final FindingList findings;

    SampleRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String path : view.files().paths("connectors/", ".json")) {
            if (path.contains("/samples/")) {
                contractOf(path).ifPresentOrElse(contract -> against(path, contract, "sample-invalid"),
                        () -> unnamed(path));
            }
        }
        for (String path : view.files().paths("mappings/", ".in.json")) {
            golden(path);
        }
    }

    /** {@code step-decided.json} is a sample of {@code step}: the longest contract that the name begins with. */
    private Optional<String> contractOf(String path) {
        String[] parts = path.split("/");
        String name = parts[parts.length - 1].replace(".json", "");
        return view.contractNames().stream()
                .filter(contract -> contract.startsWith(parts[1] + "/"))
                .filter(contract -> {
                    String own = contract.substring(parts[1].length() + 1);
                    return name.equals(own) || name.startsWith(own + "-");
                })
                .max((a, b) -> Integer.compare(a.length(), b.length()));
    }

    private void unnamed(String path) {
        findings.error(path, 1, "sample-contract", "A sample is named after a contract of its connector.",
                "Write <contract>.json or <contract>-<what>.json.");
    }

    private void golden(String path) {
        String[] parts = path.split("/");
        boolean fails = view.files().has(path.replace(".in.json", ".err.json"));
        if (parts.length == 5 && parts[2].equals("golden") && !fails) {
            view.mappings().sides(parts[1] + "/" + parts[3]).map(MappingLibrary.Sides::from)
                    .filter(contract -> !contract.isEmpty())
                    .ifPresent(contract -> against(path, contract, "golden-input"));
        }
    }

    private void against(String path, String contract, String rule) {
        Optional<YamlNode> root = YamlNode.read(view.files(), path, findings);
        if (root.isEmpty() || !view.contracts().has(contract)) {
            return;
        }
        JsonNode document = root.get().json();
        ContractLibrary.Verdict verdict = view.contracts().validate(contract, document, AS_OF);
        verdict.errors().forEach(place -> findings.error(root.get().find(place.pointer()), rule, place.pointer() + ": "
                + place.rule() + " " + place.detail() + " See " + contract + "."));
    }
}
