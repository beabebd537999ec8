package cn.tongban.hub.release;

import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Examples against contracts: samples of a connector, by their name, and what golden examples put into a mapping. An
 * example that its contract refuses is wrong, or the contract is.
 */
final class SampleRules {
    /** Samples and golden examples are of this day, unless a context says otherwise. */
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 16);

    private static final String REFUSED = ".refused.json";
    private static final Set<String> UNDERSTOOD = Set.of("delivered");
    private static final Pattern BODY =
            Pattern.compile("(?m)^// body: connectors/([a-z0-9-]+)/contract/([a-z0-9.-]+)\\.schema\\.json");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BundleView view;
    private final FindingList findings;

    SampleRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String path : view.files().paths("", ".json")) {
            if (path.contains("/samples/") && path.endsWith(REFUSED)) {
                refused(path);
            } else if (path.contains("/samples/")) {
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
        return view.contracts().names().stream()
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
            body(path, parts[1] + "/" + parts[3]);
            view.mappings().sides(parts[1] + "/" + parts[3]).map(MappingLibrary.Sides::from)
                    .filter(contract -> !contract.isEmpty())
                    .ifPresent(contract -> against(path, contract, "golden-input"));
        }
    }

    private void against(String path, String contract, String rule) {
        JsonNode document = read(path);
        if (!document.isMissingNode() && view.contracts().has(contract)) {
            List<Place> errors = view.contracts().validate(contract, document, AS_OF).errors();
            tell(path, contract, rule, "", errors);
        }
    }

    private void tell(String path, String contract, String rule, String prefix, List<Place> errors) {
        if (!errors.isEmpty()) {
            // JSON is YAML, which knows the line of each value; reading it so is slow, and needed for findings only.
            YamlNode.read(view.files(), path, findings).ifPresent(root -> errors.forEach(place -> findings.error(
                    root.find(prefix + place.pointer()), rule, prefix + place.pointer() + ": " + place.rule() + " "
                            + place.detail() + " See " + contract + ".")));
        }
    }

    private JsonNode read(String path) {
        try {
            return JSON.readTree(FileText.of(view.files(), path));
        } catch (JsonProcessingException e) {
            if (path.contains("/samples/")) {
                findings.error(path, e.getLocation() == null ? 1 : e.getLocation().getLineNr(), "json",
                        "The file is not JSON.", "");
            }
            return MissingNode.getInstance();
        }
    }

    /** What a mapping of answers calls delivered is an answer that the partner's contract knows. */
    private void body(String path, String mapping) {
        String said = read(path.replace(".in.json", ".out.json")).path("outcome").asText();
        Matcher header = BODY.matcher(FileText.of(view.files(), "mappings/" + mapping + ".jslt"));
        if (UNDERSTOOD.contains(said) && header.find() && read(path).path("body").isObject()) {
            String contract = header.group(1) + "/" + header.group(2);
            if (view.contracts().has(contract)) {
                tell(path, contract, "golden-input", "/body",
                        view.contracts().validate(contract, read(path).path("body"), AS_OF).errors());
            }
        }
    }

    /** {@code [{"at": "/caseNo"}, {"at": "/kind", "is": "9"}]}: the sample without this, or with that, is refused. */
    private void refused(String path) {
        String base = path.replace(REFUSED, ".json");
        String contract = contractOf(base).orElse("");
        JsonNode sample = read(base);
        if (!view.contracts().has(contract) || sample.isMissingNode()) {
            findings.error(path, 1, "sample-contract", "Beside it lies the sample that it changes, named after a contract.", "");
            return;
        }
        YamlNode.read(view.files(), path, findings).ifPresent(root -> {
            if (root.items().isEmpty()) {
                findings.error(root, "sample-accepted", "The file is a list of changes, and has at least one.");
            }
            root.items().forEach(entry -> refused(entry, contract, sample));
        });
    }

    private void refused(YamlNode entry, String contract, JsonNode sample) {
        JsonNode changed = Patch.of(sample, entry.textOf("at"), entry.get("is").map(YamlNode::json));
        if (view.contracts().validate(contract, changed, AS_OF).isValid()) {
            findings.error(entry, "sample-accepted", contract + " takes what it must refuse: " + entry.textOf("at")
                    + entry.get("is").map(is -> " = " + is.text().orElse("{}")).orElse(" is missing") + ".");
        }
    }
}
