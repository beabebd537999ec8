package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Runs every golden example of a bundle: {@code mappings/<system>/golden/<mapping>/<case>.in.json} must become
 * {@code <case>.out.json}, or fail as {@code <case>.err.json} says (code and place). {@code <case>.context.json} is
 * {@code $context}. The output must satisfy the schema that the mapping names, and every input field must matter to
 * some example unless the mapping lists it as ignored. A mapping without examples fails.
 */
public final class GoldenRunner {
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 16);

    private final BundleFiles files;
    private final MappingLibrary mappings;
    private final ContractLibrary contracts;

    private GoldenRunner(BundleFiles files, MappingLibrary mappings, ContractLibrary contracts) {
        this.files = files;
        this.mappings = mappings;
        this.contracts = contracts;
    }

    /** @throws HubException BUNDLE_INVALID when the bundle does not compile */
    public static List<GoldenResult> run(BundleFiles files) {
        return run(files, MappingLibrary.compile(files), ContractLibrary.compile(files), name -> true);
    }

    /** Of these mappings only, with what was compiled from the same files already. */
    public static List<GoldenResult> run(
            BundleFiles files, MappingLibrary mappings, ContractLibrary contracts, Predicate<String> wanted) {
        GoldenRunner runner = new GoldenRunner(files, mappings, contracts);
        List<GoldenResult> results = new ArrayList<>();
        runner.mappings.names().stream().filter(wanted).forEach(name -> runner.runMapping(name, results));
        return results;
    }

    private void runMapping(String name, List<GoldenResult> results) {
        JsltMapping mapping = mappings.find(name).orElseThrow();
        List<GoldenExample> examples = GoldenExample.of(files, name);
        DroppedFields dropped = new DroppedFields(mapping);
        List<String> faults = new ArrayList<>();
        examples.forEach(example -> results.add(runExample(mapping, example, dropped)));
        if (examples.isEmpty()) {
            faults.add("The mapping has no golden example.");
        }
        faults.addAll(dropped.faults());
        results.add(new GoldenResult(name, "all-fields", mapping.source().path(), faults));
    }

    private GoldenResult runExample(JsltMapping mapping, GoldenExample example, DroppedFields dropped) {
        List<String> faults = new ArrayList<>();
        try {
            JsonNode in = example.in();
            JsonNode context = example.context();
            if (example.fails()) {
                faults.addAll(JsonDiff.between(example.expected(), failure(mapping, in, context)));
            } else {
                JsonNode out = mapping.map(in, context);
                faults.addAll(JsonDiff.between(example.expected(), asWritten(out)));
                faults.addAll(contractFaults(mapping, out));
                dropped.examine(in, context, out);
            }
        } catch (HubException e) {
            faults.add(e.getMessage() + " " + e.places());
        }
        return new GoldenResult(mapping.name(), example.name(), example.expectedFile(), faults);
    }

    private static JsonNode failure(JsltMapping mapping, JsonNode in, JsonNode context) {
        try {
            return mapping.map(in, context);
        } catch (HubException e) {
            return GoldenExample.failure(e);
        }
    }

    /** As it would look on the wire: number types of the tree and of the file compare equal. */
    private static JsonNode asWritten(JsonNode node) {
        try {
            return Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(node));
        } catch (IOException e) {
            throw BundleRules.refused("a mapping made something that is not JSON");
        }
    }

    private List<String> contractFaults(JsltMapping mapping, JsonNode out) {
        String target = mapping.source().target().orElse("");
        if (target.isEmpty()) {
            return List.of();
        }
        String contract = ContractLibrary.nameOf(target).filter(contracts::has).orElse("");
        if (contract.isEmpty()) {
            return List.of("The mapping names " + target + " as its target, which is not a contract of the bundle.");
        }
        return contracts.validate(contract, out, AS_OF).errors().stream()
                .map(place -> "output " + place.pointer() + ": " + place.rule() + " " + place.detail())
                .toList();
    }
}
