package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {
    private static final String HEADER = "date,kind,name_zh,name_en\n";
    private static final LocalDate SUNDAY = LocalDate.of(2026, 1, 4);

    @Test
    void knowsTheYearsThatHaveAFile() {
        WorkCalendar calendar = WorkCalendar.read(BundleFiles.fromDirectory(Path.of("")));

        assertThat(calendar.knows(2024) && calendar.knows(2025) && calendar.knows(2026)).isTrue();
        assertThat(calendar.knows(2027)).isFalse();
        assertThat(calendar.special(LocalDate.of(2026, 2, 14)))
                .contains(new WorkCalendar.Special(true, "春节", "Spring Festival"));
    }

    @Test
    void daysOfThisPlaceHaveTheLastWordAndMakeNoYearKnown() {
        WorkCalendar calendar = WorkCalendar.read(files(Map.of(
                "2026.csv", HEADER + "2026-01-04,on,元旦,New Year's Day\n",
                "local.csv", HEADER + "2026-01-04,off,停工,Closed\n2027-06-18,off,火把节,Torch Day\n")));

        assertThat(calendar.special(SUNDAY)).contains(new WorkCalendar.Special(false, "停工", "Closed"));
        assertThat(calendar.special(LocalDate.of(2027, 6, 18))).isPresent();
        assertThat(calendar.knows(2027)).isFalse();
    }

    @Test
    void aWrongDayStopsTheBundleWithItsPlace() {
        BundleFiles wrong = files(Map.of("2026.csv", HEADER + "2026-01-05,on,元旦,New Year's Day\n"));

        HubException refused = catchThrowableOfType(HubException.class, () -> WorkCalendar.read(wrong));

        assertThat(refused.code()).isEqualTo(ErrorCode.BUNDLE_INVALID);
        assertThat(refused.places()).extracting(Place::pointer)
                .containsExactly("mappings/canonical/calendar/2026.csv:2");
    }

    @Test
    void anotherCalendarHasAnotherDigest() {
        BundleFiles one = files(Map.of("2026.csv", HEADER + "2026-01-01,off,元旦,New Year's Day\n"));
        BundleFiles two = files(Map.of("2026.csv", HEADER + "2026-01-02,off,元旦,New Year's Day\n"));

        assertThat(WorkCalendar.read(one).digest()).isEqualTo(WorkCalendar.read(one).digest())
                .isNotEqualTo(WorkCalendar.read(two).digest());
    }

    private static BundleFiles files(Map<String, String> texts) {
        Map<String, byte[]> files = new TreeMap<>();
        texts.forEach((name, text) ->
                files.put(WorkCalendar.FOLDER + name, text.getBytes(StandardCharsets.UTF_8)));
        return BundleFiles.of(files);
    }
}
