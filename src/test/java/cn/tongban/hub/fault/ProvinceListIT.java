package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases of one moment go to the province in one list: it may be taken in part, turned away or lost, and each case ends as it must. */
class ProvinceListIT {
    private static final String PROVINCE = "province-platform";
    private static final int CASES = 12;
    private static final String SLOW = "{\"fault\":\"slow\",\"operation\":\"submit\",\"times\":1,\"millis\":1500}";

    @TempDir
    private static Path folder;

    private static World world;

    private final List<SyntheticCase> cases = new ArrayList<>();

    @BeforeAll
    static void start() {
        world = ProvinceIT.start(folder);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void make() {
        for (int i = 0; i < CASES; i++) {
            cases.add(world.freshCase());
        }
    }

    @AfterEach
    void heal() {
        province().command("DELETE", "refusals", "");
        province().healthy();
        world.heal();
    }

    @Test
    void aListThatIsTakenInPartIsAnOutcomeForEachOfItsEntries() {
        refuse(5, false);
        slowOnce();
        handInAll();

        ends(5, "refused");
        assertThat(lists()).as("lists").anyMatch(size -> size > 1);
        assertThat(requests(5)).extracting(RawRequest::effect).containsExactly("none");
    }

    @Test
    void ofAListThatIsTurnedAwayForOneEntryOnlyThatOneStays() {
        refuse(5, true);
        slowOnce();
        handInAll();

        ends(5, "refused");
        assertThat(world.database().strings("select distinct code from hop where code = 'list-refused'")).hasSize(1);
        assertThat(requests(5)).hasSize(2);
    }

    @Test
    void ofAListWhoseAnswerIsLostEachEntryIsAskedForAndNoneIsToldTwice() {
        province().faults(SLOW,
                "{\"fault\":\"answer-lost\",\"operation\":\"submit\",\"times\":1}");
        handInAll();

        ends(-1, "");
        assertThat(lists()).as("lists").anyMatch(size -> size > 1);
    }

    /** Every case is told once, but for one. */
    private void ends(int other, String state) {
        for (int i = 0; i < CASES; i++) {
            world.awaitState(cases.get(i).caseNo(), PROVINCE, i == other ? state : "delivered");
            assertThat(requests(i)).extracting(RawRequest::effect)
                    .filteredOn("applied"::equals).as("case %d", i).hasSize(i == other ? 0 : 1);
        }
    }

    /** So many entries had the requests in which something was taken. */
    private List<Long> lists() {
        List<String> own = cases.stream().map(SyntheticCase::caseNo).toList();
        return province().requests(request -> own.contains(request.caseNo()) && request.is("submit")).stream()
                .collect(Collectors.groupingBy(RawRequest::body, Collectors.counting())).values().stream().toList();
    }

    private List<RawRequest> requests(int index) {
        return province().requests(request -> request.caseNo().equals(cases.get(index).caseNo()) && request.is("submit"));
    }

    /** The province is slow once, so that whoever comes meanwhile goes together. */
    private static void slowOnce() {
        province().faults(SLOW);
    }

    private void refuse(int index, boolean whole) {
        province().command("POST", "refusals",
                "{\"projId\":\"%s\",\"whole\":%s}".formatted(cases.get(index).caseNo(), whole));
    }

    private void handInAll() {
        cases.forEach(world::handIn);
    }

    private static SandboxSystem province() {
        return world.sandbox().province();
    }
}
