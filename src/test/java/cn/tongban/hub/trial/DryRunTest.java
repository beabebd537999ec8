package cn.tongban.hub.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Instant AT = Instant.parse("2026-03-16T01:30:00Z");
    private static final BundleFiles FILES = BundleFiles.fromDirectory(Path.of("."));
    private static final DryRunner BUNDLE = DryRunner.on(FILES, Clock.fixed(AT, ZoneOffset.UTC));
    private static final String CASE = "connectors/city-window/samples/case-submission.json";
    private static final String STEP = "connectors/city-platform/samples/step-decided.json";

    @AfterAll
    static void close() {
        BUNDLE.close();
    }

    @Test
    void aCaseIsShownStationByStationWithTheExactRequest() {
        DryRun run = run("case-intake.record", FILES.text(CASE), true);

        assertThat(run.problem()).isNull();
        assertThat(run.stations()).extracting(DryRun.TriedStep::does).startsWith("hub:verify/city-window",
                "hub:validate/city-window/case-submission", "hub:map/city-window/case-submission-to-canonical",
                "hub:address/item-catalogue");
        assertThat(run.recorded().address()).isEqualTo("city-platform");
        assertThat(run.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.route()).isEqualTo("case-forwarding.submit");
            assertThat(delivery.problem()).isNull();
            assertThat(delivery.requests().get(0).line()).isEqualTo("POST http://127.0.0.1:8090/city-platform/cases");
            assertThat(delivery.requests().get(0).headers()).anyMatch(header -> header.startsWith("X-Sign: "));
            assertThat(delivery.requests().get(0).body()).contains("\"applyCardNo\":\"91610700Y1000001XM\"");
        });
    }

    @Test
    void personalValuesAreHiddenInEveryFormTheyTake() throws JsonProcessingException {
        String all = new ObjectMapper().writeValueAsString(run("case-intake.record", FILES.text(CASE), false));

        for (String field : new String[] {"/applicant/name", "/applicant/idNumber", "/contact/name", "/contact/phone"}) {
            String value = run("case-intake.record", FILES.text(CASE), true).recorded().canonical().at(field).asText();
            assertThat(value).as(field).isNotEmpty();
            assertThat(all).as(field).doesNotContain(value);
        }
    }

    @Test
    void aNameWithQuotesIsHiddenToo() {
        String body = FILES.text(CASE).replace("测试甲", "测\\\"试\\\"甲");

        DryRun run = run("case-intake.record", body, false);

        assertThat(body).contains("\\\"试");
        assertThat(run.problem()).isNull();
        assertThat(run.deliveries().get(0).requests().get(0).body()).doesNotContain("试");
    }

    @Test
    void whereNothingWasMappedEveryTextIsHidden() {
        String broken = FILES.text(CASE).replace("\"version\"", "\"vershion\"");

        DryRun run = run("case-intake.record", broken, false);

        assertThat(run.problem().code()).isEqualTo("contract-violation");
        assertThat(run.problem().places()).isNotEmpty();
        assertThat(run.deliveries()).isEmpty();
        assertThat(run.toString()).doesNotContain("测试");
    }

    @Test
    void aMessageForADeskNeedsToBeToldWhichOne() {
        assertThat(run("case-progress.record", FILES.text(STEP), true).notes()).anyMatch(note -> note.contains("origin"));
        assertThat(run("case-progress.record", FILES.text(STEP), true).deliveries()).isEmpty();
    }

    @Test
    void aDefectOfTheWayOutIsShownWithItsPlace() {
        DryRun run = run("case-forwarding.submit", FILES.text("mappings/city-platform/golden/"
                + "case-submission-from-canonical/permit-that-the-city-does-not-know.in.json"), true);

        assertThat(run.deliveries().get(0).problem().code()).isEqualTo("unknown-code");
        assertThat(run.deliveries().get(0).problem().subject()).contains("/contact/idType");
        assertThat(run.deliveries().get(0).requests()).isEmpty();
    }

    @Test
    void theRouteIsRecognisedFromAFilesPlace() {
        assertThat(BUNDLE.routeOf("/anywhere/" + CASE)).contains("case-intake.record");
        assertThat(BUNDLE.routeOf("connectors/district-platform/samples/row-result.json"))
                .contains("district-exchange.result");
        assertThat(BUNDLE.routeOf("mappings/department/golden/event-from-canonical/typical.in.json"))
                .contains("department-progress.notify");
        assertThat(BUNDLE.routeOf("connectors/district-platform/samples/case.json")).isEmpty();
        assertThat(BUNDLE.routeOf("notes.json")).isEmpty();
    }

    @Test
    void whoSaysNoWayIsRefused() {
        assertThatThrownBy(() -> run("", "{}", true)).isInstanceOfSatisfying(HubException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
        assertThatThrownBy(() -> run("case-forwarding.probe", "{}", true)).isInstanceOf(HubException.class);
    }

    private static DryRun run(String route, String body, boolean unmasked) {
        return BUNDLE.run(new DryRunRequest(route, "", "", Map.of(), "", "", "", "", "", "", "", "", "", AT,
                unmasked, body.getBytes(StandardCharsets.UTF_8)));
    }
}
