package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The examples of a contract keep it: those under {@code examples} of the schema, and the samples beside it whose names
 * begin with the contract's ({@code samples/step-decided.json} is one of {@code contract/step.schema.json}).
 */
final class ContractExamples {
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 16);
    private static final String SCHEMA = ".schema.json";

    private final BundleFiles files;
    private final ContractLibrary contracts;
    private final List<TestResult> results = new ArrayList<>();

    private ContractExamples(BundleFiles files, ContractLibrary contracts) {
        this.files = files;
        this.contracts = contracts;
    }

    static List<TestResult> run(BundleFiles files, ContractLibrary contracts) {
        ContractExamples examples = new ContractExamples(files, contracts);
        files.paths("", SCHEMA).forEach(examples::ofSchema);
        files.paths("connectors/", ".json").stream()
                .filter(path -> path.contains("/samples/") && !path.endsWith(".refused.json"))
                .forEach(examples::sample);
        return examples.results;
    }

    private void ofSchema(String path) {
        Optional<String> contract = ContractLibrary.nameOf(path).filter(contracts::has);
        JsonNode examples = contract.isEmpty() ? YamlText.tree(new byte[0])
                : YamlText.tree(files.bytes(path).orElseThrow()).path("examples");
        for (int i = 0; i < examples.size(); i++) {
            check(contract.orElseThrow(), "examples/" + i, path, "/examples/" + i, examples.get(i));
        }
    }

    private void sample(String path) {
        String[] parts = path.split("/");
        String name = parts[parts.length - 1].replaceAll("\\.json$", "");
        contracts.names().stream()
                .filter(contract -> contract.startsWith(parts[1] + "/"))
                .filter(contract -> (name + "-").startsWith(contract.substring(parts[1].length() + 1) + "-"))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(contract -> check(contract, name, path, "", YamlText.tree(files.bytes(path).orElseThrow())));
    }

    private void check(String contract, String name, String path, String pointer, JsonNode document) {
        YamlText text = YamlText.read(path, files.text(path));
        List<Fault> faults = contracts.validate(contract, document, AS_OF).errors().stream()
                .map(place -> {
                    YamlText.Mark mark = text.mark(pointer + place.pointer());
                    return new Fault(path, mark.line(), mark.column(),
                            contract + " " + place.pointer() + ": " + place.rule() + " " + place.detail());
                })
                .toList();
        results.add(new TestResult(TestResult.Kind.CONTRACT, contract, name, path, text.mark(pointer).line(), 0, faults));
    }
}
