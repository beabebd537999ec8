package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ContractLibraryTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromDirectory(Path.of(""));
    private static final ContractLibrary CONTRACTS = ContractLibrary.compile(BUNDLE);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 16);

    @Test
    void acceptsTheSampleOfADesk() {
        assertThat(errors(body -> {})).isEmpty();
    }

    @Test
    void namesTheMissingFieldItself() {
        assertThat(errors(body -> object(body, "applicant").remove("name")))
                .containsExactly(new Place("/applicant/name", "required", "Is missing."));
    }

    @Test
    void namesTypeAndUnknownField() {
        assertThat(errors(body -> body.put("version", "1")))
                .containsExactly(new Place("/version", "type", "Must be of type integer."));
        assertThat(errors(body -> body.put("projectNumber", "x")))
                .containsExactly(new Place("/projectNumber", "unknown-field", "The contract has no such field."));
    }

    @Test
    void checksNumbersByTheirKind() {
        assertThat(rules(body -> object(body, "applicant").put("certNo", "91610700Y1000001XN")))
                .containsExactly("/applicant/certNo uscc");
        assertThat(rules(body -> object(body, "contact").put("certNo", "610702190001010012")))
                .containsExactly("/contact/certNo resident-id");
        assertThat(rules(body -> object(body, "contact").put("certType", "414").put("certNo", "E00000000"))).isEmpty();
        assertThat(rules(body -> body.put("taskCode", "11610700Y00000016L300013199900")))
                .containsExactly("/taskCode task-code");
        assertThat(rules(body -> body.put("projectNo", "../cases"))).containsExactly("/projectNo case-no");
    }

    @Test
    void nobodyIsBornAfterTheMessage() {
        assertThat(CONTRACTS.validate("city-window/case-submission", sample(), LocalDate.of(1899, 1, 1)).errors())
                .extracting(Place::pointer)
                .containsExactly("/contact/certNo");
    }

    @Test
    void timesNeedSecondsAndAnOffset() {
        for (String wrong : List.of("2026-03-16T09:30:00", "2026-03-16 09:30:00+08:00", "2026-02-30T09:30:00+08:00",
                "2026-03-16T09:30+08:00", "20260316093000", "2026-03-16T25:30:00+08:00")) {
            assertThat(rules(body -> body.put("receiveTime", wrong))).as(wrong)
                    .containsExactly("/receiveTime date-time");
        }
        assertThat(rules(body -> body.put("receiveTime", "2026-03-16T01:30:00.123Z"))).isEmpty();
        assertThat(rules(body -> ((ObjectNode) body.at("/acceptance/debts/0")).put("dueDate", "2026-02-30")))
                .containsExactly("/acceptance/debts/0/dueDate date");
    }

    @Test
    void toleranceNeedsDebtsAndOrdinaryAcceptanceHasNone() {
        assertThat(rules(body -> object(body, "acceptance").remove("debts")))
                .containsExactly("/acceptance/debts required");
        assertThat(rules(body -> object(body, "acceptance").put("kind", "1")))
                .containsExactly("/acceptance/debts maxItems");
    }

    @Test
    void wrongOrganisationCheckIsAWarningOnly() {
        JsonNode body = sample();
        object(body, "applicant").put("certNo", "91610700Y10000019P");

        ContractLibrary.Verdict verdict = CONTRACTS.validate("city-window/case-submission", body, TODAY);

        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings()).extracting(Place::pointer, Place::rule)
                .containsExactly(tuple("/applicant/certNo", "uscc-organisation"));
    }

    @Test
    void saysAtMostTwentyPlacesAndNoValue() {
        List<Place> places = errors(body -> {
            ArrayNode materials = body.putArray("materials");
            for (int i = 0; i < 30; i++) {
                materials.addObject().put("materialId", "秘密" + i).put("name", "秘密");
            }
        });

        assertThat(places).hasSize(20);
        assertThat(places.toString()).doesNotContain("秘密");
    }

    @Test
    void refusesReferencesOutOfTheBundle() {
        BundleFiles files = Bundles.of("connectors/a/contract/x.schema.json",
                "{\"$ref\":\"https://example.org/x.json\"}");

        HubException refused = catchThrowableOfType(HubException.class, () -> ContractLibrary.compile(files));

        assertThat(refused.places()).hasSize(1);
    }

    @Test
    void referencesWithinTheBundleWork() {
        BundleFiles files = Bundles.of(
                "connectors/a/contract/x.schema.json", "{\"$ref\":\"y.schema.json#/$defs/no\"}",
                "connectors/a/contract/y.schema.json",
                        "{\"$defs\":{\"no\":{\"type\":\"string\",\"format\":\"case-no\"}}}");
        ContractLibrary contracts = ContractLibrary.compile(files);

        assertThat(contracts.validate("a/x", Json.MAPPER.getNodeFactory().textNode("a b"), TODAY).errors()).hasSize(1);
    }

    @Test
    void numbersOfParcelsHaveTheirFormats() {
        ContractLibrary contracts = ContractLibrary.compile(Bundles.of(
                "connectors/a/contract/s10.schema.json", "{\"type\":\"string\",\"format\":\"s10\"}",
                "connectors/a/contract/waybill.schema.json", "{\"type\":\"string\",\"format\":\"waybill\"}"));

        assertThat(waybill(contracts, "a/s10", "EA123456785CN")).isEmpty();
        assertThat(waybill(contracts, "a/waybill", "EA123456785CN")).isEmpty();
        assertThat(waybill(contracts, "a/waybill", "1100000000001")).isEmpty();
        assertThat(waybill(contracts, "a/s10", "1100000000001")).extracting(Place::rule).containsExactly("s10");
        assertThat(waybill(contracts, "a/waybill", "EA123456784CN")).extracting(Place::detail)
                .containsExactly("Not a waybill number: 13 digits, or an S10 item number with a right check digit.");
    }

    private static List<Place> waybill(ContractLibrary contracts, String name, String number) {
        return contracts.validate(name, Json.MAPPER.getNodeFactory().textNode(number), TODAY).errors();
    }

    @Test
    void canonicalDocumentsAreContractsToo() {
        assertThat(CONTRACTS.names()).contains("canonical/case.submitted", "canonical/case.step", "city-platform/step");
    }

    private static List<String> rules(Consumer<ObjectNode> change) {
        return errors(change).stream().map(place -> place.pointer() + " " + place.rule()).toList();
    }

    private static List<Place> errors(Consumer<ObjectNode> change) {
        ObjectNode body = sample();
        change.accept(body);
        return CONTRACTS.validate("city-window/case-submission", body, TODAY).errors();
    }

    private static ObjectNode object(JsonNode body, String name) {
        return (ObjectNode) body.get(name);
    }

    private static ObjectNode sample() {
        return (ObjectNode) Json.ofBundle(BUNDLE, "connectors/city-window/samples/case-submission.json");
    }
}
