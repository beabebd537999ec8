package cn.tongban.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.drift.BundleChange.Drifted;
import cn.tongban.hub.drift.BundleChange.Edit;
import cn.tongban.hub.drift.BundleChange.Todo;
import cn.tongban.hub.drift.BundleChange.Uncovered;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A drift becomes a change of one place of the shipped bundle; every other character stays. */
class BundleChangeTest {
    private static final BundleFiles BUNDLE = BundleFiles.fromClassPath();
    private static final String CASES = "city-window/case-submission";

    @Test
    void aNewFieldIsDescribedBesideItsNeighbours() {
        BundleChange change = change(CASES, DriftKind.NEW_FIELD, "/applicant/email", "", "string|null");

        assertThat(added(change)).containsExactly(
                "        \"legalName\": {\"type\": \"string\", \"maxLength\": 100},",
                "        \"email\": {\"type\": [\"string\", \"null\"]}");
        assertThat(change.uncovered()).extracting(Uncovered::folder)
                .containsExactly("mappings/city-window/golden/case-submission-to-canonical/");
        stillCompiles(change);
    }

    @Test
    void aNewFieldOfEntriesAndOfWhatIsReferredTo() {
        assertThat(added(change(CASES, DriftKind.NEW_FIELD, "/materials/[]/sealNo", "", "string")))
                .endsWith("          \"sealNo\": {\"type\": \"string\"}");
        assertThat(added(change("city-platform/answer", DriftKind.NEW_FIELD, "/trace", "", "object")))
                .endsWith("    \"trace\": {\"type\": \"object\"}");
    }

    @Test
    void aNewTypeStandsBesideTheOldOne() {
        assertThat(added(change("city-platform/step", DriftKind.NEW_TYPE, "/opinion", "null", "")))
                .containsExactly("    \"opinion\": {\"type\": [\"string\", \"null\"], \"maxLength\": 2000},");
    }

    @Test
    void aVanishedFieldIsNotRequiredAnyMore() {
        assertThat(added(change("city-platform/step", DriftKind.VANISHED, "/statusTime", "", "")))
                .containsExactly("  \"required\": [\"stepId\", \"projNo\", \"status\"],");
    }

    @Test
    void aNewCodeGoesIntoTheEnumAndIntoTheTableThatReadsIt() {
        BundleChange change = change(CASES, DriftKind.NEW_VALUE, "/applicant/type", "7", "");

        assertThat(added(change)).containsExactly(
                "        \"type\": {\"type\": \"string\", \"enum\": [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\"]},",
                "7,,待定 TODO,,,");
        assertThat(change.todo()).containsExactly(Todo.FILL_IN_CANONICAL);
    }

    @Test
    void aNewCodeWithItsMeaningIsComplete() {
        BundleChange change = BundleChange.of(BUNDLE, new Drifted("district-platform/process-row", DriftKind.NEW_VALUE,
                "/row/event_name", "12", "", "district-platform/event-done", "IN_REVIEW"));

        assertThat(added(change)).containsExactly("12,IN_REVIEW,待定 TODO,,,");
        assertThat(change.todo()).isEmpty();
        stillCompiles(change);
    }

    @Test
    void theTableIsFoundByTheVariableThatTheMappingReadsItThrough() {
        assertThat(CodeRow.tableOf(BUNDLE, "district-platform/process-row", List.of("row", "event_name")))
                .isEqualTo("district-platform/event-open");
        assertThat(CodeRow.tableOf(BUNDLE, CASES, List.of("materials", "[]", "getType")))
                .isEqualTo("city-window/get-type");
    }

    @Test
    void whatNobodyMayShowMustBeNamed() {
        assertThat(change(CASES, DriftKind.NEW_VALUE, "/applicant/type", Sayable.VALUE, "").todo())
                .containsExactly(Todo.NAME_THE_VALUE);
        assertThat(change("no/such", DriftKind.NEW_FIELD, "/x", "", "string").todo()).containsExactly(Todo.NO_CONTRACT);
        assertThat(change(CASES, DriftKind.SHARE, "/contact", "", "").todo())
                .containsExactly(Todo.NOTHING_IN_THE_CONTRACT);
    }

    private static BundleChange change(String contract, DriftKind kind, String place, String item, String now) {
        return BundleChange.of(BUNDLE, new Drifted(contract, kind, place, item, now, "", ""));
    }

    private static List<String> added(BundleChange change) {
        return change.edits().stream().flatMap(BundleChangeTest::added).toList();
    }

    private static Stream<String> added(Edit edit) {
        List<String> before = edit.before().lines().toList();
        assertThat(edit.after().lines().filter(before::contains).count()).isGreaterThanOrEqualTo(before.size() - 1);
        return edit.after().lines().filter(line -> !before.contains(line));
    }

    private static void stillCompiles(BundleChange change) {
        change.edits().forEach(edit -> ContractLibrary.compile(BUNDLE.with(
                BundleFiles.of(Map.of(edit.path(), edit.after().getBytes(StandardCharsets.UTF_8))))));
    }
}
