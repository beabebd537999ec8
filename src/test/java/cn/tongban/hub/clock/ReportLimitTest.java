package cn.tongban.hub.clock;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportLimitTest {
    private final WorkDays days = new WorkDays(WorkCalendar.read(BundleFiles.fromDirectory(Path.of(""))));

    @ParameterizedTest
    @CsvSource({
        // Recorded on Monday the 16th, within one working day: not late on the 17th, late on the 18th.
        "2026-03-17T23:59:59+08:00, 1, 2026-03-16T00:00+08:00",
        "2026-03-18T00:00:00+08:00, 1, 2026-03-17T00:00+08:00",
        // Of a Friday the next working day is Monday, so nothing of it is late before Tuesday.
        "2026-03-23T12:00:00+08:00, 1, 2026-03-20T00:00+08:00",
        "2026-03-24T12:00:00+08:00, 1, 2026-03-23T00:00+08:00",
        // Saturday 14 February 2026 is worked, and the Spring Festival behind it is not.
        "2026-02-15T12:00:00+08:00, 1, 2026-02-14T00:00+08:00",
        "2026-02-20T12:00:00+08:00, 1, 2026-02-14T00:00+08:00",
        "2026-03-24T12:00:00+08:00, 3, 2026-03-19T00:00+08:00"
    })
    void whatIsLateGoesByWorkingDays(String now, int workdays, String before) {
        Instant late = new ReportLimit(days, workdays).lateBefore(OffsetDateTime.parse(now).toInstant());

        assertThat(late).isEqualTo(OffsetDateTime.parse(before).toInstant());
    }
}
