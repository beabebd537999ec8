package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes a change touches decides what is run again; one too few would hide a difference. */
class RouteBookTest {
    private static final BundleFiles SAMPLE = BundleFiles.fromDirectory(Path.of("."));

    @Test
    void aRouteSaysWhereItBeginsAndWhatItNames() {
        InRoute route = RouteBook.of(SAMPLE).arriving("city-window", "case.submitted").get(0);

        assertThat(route.id()).isEqualTo("case-intake.record");
        assertThat(route.entry()).isEqualTo("/in/city-window/cases");
        assertThat(route.mappings()).containsExactly("city-window/case-submission-to-canonical");
        assertThat(route.contracts()).containsExactly("city-window/case-submission");
        assertThat(RouteBook.of(SAMPLE).arriving("district-platform", "case.take-back")).isNotEmpty()
                .anySatisfy(taking -> assertThat(taking.mappings()).contains("district-platform/process-to-take-back"));
    }

    @Test
    void aPartyTakesTheRouteOfItsConnectorAndListenersDoNot() {
        RouteBook book = RouteBook.of(SAMPLE);

        assertThat(book.carrying("department.market-bureau", "case.submitted").orElseThrow().id())
                .isEqualTo("department-forwarding.submit");
        assertThat(book.carrying("department.events", "case.decided").orElseThrow().id())
                .isEqualTo("department-progress.notify");
        assertThat(book.carrying("department.events", "case.submitted")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "routes/case-intake/case-intake.record.camel.yaml",
        "routes/policies/errors.camel.yaml",
        "connectors/city-window/contract/case-submission.schema.json",
        "connectors/city-window/connector.yaml",
        "mappings/city-window/case-submission-to-canonical.jslt",
        "mappings/city-window/codes/get-type.csv",
        "mappings/canonical/items.csv"
    })
    void whatARoutePassesChangesItsFootprint(String path) {
        assertThat(footprint(touched(path))).isNotEqualTo(footprint(SAMPLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "connectors/city-platform/contract/case-submission.schema.json",
        "mappings/city-window/step-from-canonical.jslt",
        "mappings/city-window/codes/result.csv",
        "mappings/city-platform/codes/get-type.csv",
        "connectors/city-window/README.md",
        "mappings/city-window/golden/case-submission-to-canonical/typical.in.json"
    })
    void whatItDoesNotPassDoesNot(String path) {
        assertThat(footprint(touched(path))).isEqualTo(footprint(SAMPLE));
    }

    @Test
    void aKameletAndItsContractsBelongToTheWayOut() {
        for (String path : List.of("connectors/city-platform/city-platform-submit-sink.kamelet.yaml",
                "connectors/city-platform/contract/case-submission.schema.json",
                "mappings/city-platform/codes/get-type.csv")) {
            assertThat(RouteBook.of(touched(path)).carrying("city-platform", "case.submitted").orElseThrow().footprint())
                    .isNotEqualTo(RouteBook.of(SAMPLE).carrying("city-platform", "case.submitted").orElseThrow().footprint());
        }
    }

    private static String footprint(BundleFiles files) {
        return RouteBook.of(files).arriving("city-window", "case.submitted").get(0).footprint();
    }

    private static BundleFiles touched(String path) {
        byte[] bytes = (SAMPLE.text(path) + "\n").getBytes(StandardCharsets.UTF_8);
        return SAMPLE.with(BundleFiles.of(Map.of(path, bytes)));
    }
}
