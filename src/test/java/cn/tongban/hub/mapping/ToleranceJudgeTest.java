package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What may be owed or committed to on a day, and by when. */
class ToleranceJudgeTest {
    private static final BundleFiles SAMPLE = BundleFiles.fromDirectory(java.nio.file.Path.of(""));
    private static final WorkDays DAYS = new WorkDays(WorkCalendar.read(SAMPLE));
    private static final String FOOD = "11610700Y00000016L3000131999000";
    private static final String FOUNDING = "11610700Y00000024F4000125999000";
    private static final String EQUIPMENT = "11610700Y00000016L3000107999000";
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 16);

    private static final ToleranceLists LISTS = lists(FOOD + ",场地证明,5,2026-01-01,2026-06-30", FOUNDING
            + ",住所使用证明,撤销登记,20,2026-01-01,");

    @Test
    void whatIsListedMayBeOwedWithinItsWorkingDays() {
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", MONDAY, LocalDate.of(2026, 3, 23), "/d"))).isEmpty();
        assertThat(faults(FOOD, judge -> judge.debt("场地 证明", MONDAY, MONDAY, "/d"))).isEmpty();
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", MONDAY, LocalDate.of(2026, 3, 24), "/d")))
                .containsExactly("DEBT_PROMISE_TOO_LONG /d/dueDate from 2026-03-16, at most 5 working days: until 2026-03-23");
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", MONDAY, LocalDate.of(2026, 3, 15), "/d")))
                .containsExactly("DEBT_PROMISE_TOO_LONG /d/dueDate from 2026-03-16, at most 5 working days: until 2026-03-23");
    }

    @Test
    void workedWeekendsAndHolidaysAreThoseOfTheCalendar() {
        LocalDate before = LocalDate.of(2026, 2, 13);

        assertThat(faults(FOOD, judge -> judge.debt("场地证明", before, LocalDate.of(2026, 2, 27), "/d"))).isEmpty();
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", before, LocalDate.of(2026, 2, 28), "/d"))).hasSize(1);
    }

    @Test
    void theListOfTheDayOfThePromiseCounts() {
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", LocalDate.of(2026, 6, 30), LocalDate.of(2026, 7, 1), "/d")))
                .isEmpty();
        assertThat(faults(FOOD, judge -> judge.debt("场地证明", LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 1), "/d")))
                .containsExactly("DEBT_NOT_TOLERABLE /d/materialName not on the list of 2026-07-01");
        assertThat(faults(FOOD, judge -> judge.debt("申请书", MONDAY, MONDAY, "/d")))
                .containsExactly("DEBT_NOT_TOLERABLE /d/materialName not on the list of 2026-03-16");
    }

    @Test
    void anExcludedItemTakesNeither() {
        assertThat(faults(EQUIPMENT, judge -> judge.debt("场地证明", MONDAY, MONDAY, "/d")))
                .containsExactly("ITEM_EXCLUDED /d/materialName PUBLIC_SAFETY");
        assertThat(faults(EQUIPMENT, judge -> judge.commitment("场地证明", MONDAY, "/c")))
                .containsExactly("ITEM_EXCLUDED /c/materialName PUBLIC_SAFETY");
    }

    @Test
    void aCommitmentIsCheckedWithinNaturalDays() {
        ToleranceJudge judge = new ToleranceJudge(LISTS, DAYS, FOUNDING);

        assertThat(judge.commitment("住所使用证明", MONDAY, "/c")).isEqualTo(LocalDate.of(2026, 4, 5));
        assertThat(faults(FOUNDING, one -> one.commitment("别的证明", MONDAY, "/c")))
                .containsExactly("COMMITMENT_NOT_LISTED /c/materialName not on the list of 2026-03-16");
    }

    @Test
    void allPlacesOfTheFirstFaultAreNamed() {
        assertThat(faults(FOOD, judge -> {
            judge.debt("甲", MONDAY, MONDAY, "/d/0");
            judge.letterMissing("/m/3");
            judge.debt("乙", MONDAY, MONDAY, "/d/1");
        })).hasSize(2).allMatch(fault -> fault.startsWith("DEBT_NOT_TOLERABLE"));
    }

    /** Each wrong list, and what is said about it. */
    @TestFactory
    Stream<DynamicTest> wrongListsAreNamed() {
        Map<String, String> cases = new LinkedHashMap<>();
        cases.put(FOOD + ",场地证明,0,2026-01-01,", "published-list days is 1 to 60.");
        cases.put(FOOD + ",场地证明,61,2026-01-01,", "published-list days is 1 to 60.");
        cases.put(FOOD + ",场地证明,five,2026-01-01,", "published-list days is 1 to 60.");
        cases.put(FOOD + ",,5,2026-01-01,", "published-list material_name is needed, as the item's guide has it.");
        cases.put("X,场地证明,5,2026-01-01,", "published-list task_code is the code of an item, 31 characters.");
        cases.put(FOOD + ",场地证明,5,2026-02-30,", "published-list valid_from is a day that exists, written yyyy-MM-dd.");
        cases.put(FOOD + ",场地证明,5,2026-02-01,2026-01-31", "published-list valid_to is not before valid_from.");
        cases.put(FOOD + ",场地证明,5,2026-01-01,2026-03-31\n" + FOOD + ",场地 证明,5,2026-03-31,",
                "published-twice The material is on the list already, in line 2, for some of these days.");
        cases.put(EQUIPMENT + ",场地证明,5,2026-01-01,",
                "published-excluded The item is excluded (PUBLIC_SAFETY): nothing of it may be owed or committed to.");
        return cases.entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> assertThat(
                        lists(one.getKey(), "").problems().stream().map(problem -> problem.rule() + " " + problem.message()))
                .containsExactly(one.getValue())));
    }

    @Test
    void aMaterialThatLeavesTheListMayComeBack() {
        assertThat(lists(FOOD + ",场地证明,5,2026-01-01,2026-03-31\n" + FOOD + ",场地证明,3,2026-04-01,", "").problems())
                .isEmpty();
    }

    @Test
    void aCategoryMustBeKnown() {
        BundleFiles files = SAMPLE.with(BundleFiles.of(Map.of("mappings/canonical/exclusions.csv",
                "catalog_code,category\n000107999000,PUBLIC_SAFTY\n".getBytes(StandardCharsets.UTF_8))));

        assertThat(ToleranceLists.readLeniently(files).problems())
                .extracting(BundleProblem::rule).containsExactly("exclusion-category");
        assertThatThrownBy(() -> ToleranceLists.read(files)).isInstanceOf(HubException.class);
    }

    private static ToleranceLists lists(String tolerable, String commitments) {
        BundleFiles files = SAMPLE.with(BundleFiles.of(Map.of(
                ToleranceLists.TOLERABLE,
                ("task_code,material_name,days,valid_from,valid_to\n" + tolerable + "\n").getBytes(StandardCharsets.UTF_8),
                ToleranceLists.COMMITMENTS,
                ("task_code,material_name,consequence,check_days,valid_from,valid_to\n" + commitments + "\n")
                        .getBytes(StandardCharsets.UTF_8))));
        return ToleranceLists.readLeniently(files);
    }

    private static List<String> faults(String taskCode, Consumer<ToleranceJudge> told) {
        ToleranceJudge judge = new ToleranceJudge(LISTS, DAYS, taskCode);
        told.accept(judge);
        try {
            judge.verdict();
            return List.of();
        } catch (HubException e) {
            ErrorCode code = e.code();
            return e.places().stream().map((Place place) -> code + " " + place.pointer() + " " + place.detail()).toList();
        }
    }
}
