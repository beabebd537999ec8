package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By the calendar of this repository: Qingming is off from 4 to 6 April 2026, 9 May is a worked Saturday. */
class ProfileTest {
    private static final WorkDays DAYS = new WorkDays(WorkCalendar.read(BundleFiles.fromDirectory(Path.of(""))));
    private static final LocalDate BEGIN = LocalDate.of(2026, 3, 31);
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 12);

    private final Map<Instant, Long> hours = new HashMap<>();

    @Test
    void workedSaturdaysAreWorkingDaysAndHolidaysAreNot() {
        BEGIN.datesUntil(TODAY).filter(DAYS::isWorked).forEach(day -> put(day, 9, 40));

        Profile profile = learned(TODAY);

        assertThat(profile.usual(FlowDay.WORKDAY, 9)).hasValue(40);
        assertThat(profile.usual(FlowDay.WORKDAY, 8)).hasValue(0);
        assertThat(profile.usual(FlowDay.OFF, 9)).hasValue(0);
        assertThat(profile.days(FlowDay.WORKDAY) + profile.days(FlowDay.OFF)).isEqualTo(41);
        assertThat(FlowDay.of(LocalDate.of(2026, 5, 9), DAYS)).isEqualTo(FlowDay.WORKDAY);
        assertThat(FlowDay.of(LocalDate.of(2026, 4, 6), DAYS)).isEqualTo(FlowDay.OFF);
    }

    @Test
    void anOutageOfTwoDaysIsNotLearnedAsUsualAndABusyDayRaisesNothing() {
        BEGIN.datesUntil(TODAY).filter(DAYS::isWorked).forEach(day -> put(day, 9, 40));
        put(LocalDate.of(2026, 4, 14), 9, 0);
        put(LocalDate.of(2026, 4, 15), 9, 0);
        put(LocalDate.of(2026, 4, 16), 9, 4000);

        assertThat(learned(TODAY).usual(FlowDay.WORKDAY, 9)).hasValue(40);
    }

    @Test
    void tooFewDaysOfAKindSayNothing() {
        BEGIN.datesUntil(LocalDate.of(2026, 4, 11)).filter(DAYS::isWorked).forEach(day -> put(day, 9, 40));

        assertThat(learned(LocalDate.of(2026, 4, 11)).usual(FlowDay.WORKDAY, 9)).isEmpty();
        assertThat(learned(LocalDate.of(2026, 4, 11)).days(FlowDay.WORKDAY)).isEqualTo(7);
        assertThat(Profile.of(hours, DAYS, LocalDate.of(2026, 4, 11), 7).usual(FlowDay.WORKDAY, 9)).hasValue(40);
    }

    @Test
    void theDaysOfASilenceAreNotLearnedFrom() {
        LocalDate last = LocalDate.of(2026, 4, 24);
        BEGIN.datesUntil(last.plusDays(1)).filter(DAYS::isWorked).forEach(day -> put(day, 9, 40));

        Profile profile = learned(TODAY);

        assertThat(profile.usual(FlowDay.WORKDAY, 9)).hasValue(40);
        assertThat(FlowHours.day(profile.lastHour())).isEqualTo(last);
    }

    @Test
    void ofTheFirstDayNobodyKnowsWhenItBegan() {
        put(BEGIN, 15, 40);

        assertThat(learned(BEGIN.plusDays(1)).days(FlowDay.WORKDAY)).isZero();
    }

    private Profile learned(LocalDate today) {
        return Profile.of(hours, DAYS, today, 8);
    }

    private void put(LocalDate day, int hour, long count) {
        hours.put(day.atTime(hour, 0).atZone(FlowHours.ZONE).toInstant(), count);
    }
}
