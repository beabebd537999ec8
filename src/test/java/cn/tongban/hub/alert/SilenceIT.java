package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.support.PgExtension;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four weeks of a desk that sends forty cases an hour from nine to five on working days, and then some days by a moved clock.
 * By the calendar of this repository 4 to 6 April and 1 to 5 May 2026 are off, and Saturday, 9 May is worked.
 */
class SilenceIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private static final WorkDays DAYS = new WorkDays(WorkCalendar.read(BundleFiles.fromDirectory(Path.of(""))));
    private static final Flow DESK = new Flow("city-window", "case.submitted");
    private static final Flow NEW = new Flow("district-platform", "case.submitted");
    private static final Duration STEP = Duration.ofMinutes(10);

    private final MutableClock clock = new MutableClock(at("2026-05-01T00:00"));
    private final AlertProperties settings = Settings.with();
    private final FlowHourRepository hours = new FlowHourRepository(PG.jdbc());
    private final Expectations expectations = new Expectations(hours, () -> DAYS, settings.silence(), clock);
    private final Watch watch = new Watch(PG, clock, settings, new Watch.Eyes(AlertRule.CIRCUIT),
            new SilenceLook(hours, expectations, settings.silence()));

    @BeforeEach
    void fourWeeks() {
        days("2026-04-01", "2026-04-30", DESK);
    }

    @Test
    void aHolidayIsSilentAndNoAlarm() {
        passesSilently("2026-05-04T08:00", "2026-05-04T18:00");

        assertThat(all()).isEmpty();
    }

    @Test
    void aSilentWorkingDayIsAnAlarmWithinTheHourOnceAndEndsWhenSomethingComes() {
        days("2026-05-06", "2026-05-06", DESK);
        passesSilently("2026-05-07T08:00", "2026-05-07T10:00");
        assertThat(all()).as("the first hour is not over").isEmpty();

        passesSilently("2026-05-07T10:00", "2026-05-07T10:50");
        assertThat(all()).singleElement().satisfies(alert -> {
            assertThat(alert.subject()).isEqualTo("city-window case.submitted");
            assertThat(alert.state()).isEqualTo(AlertState.RAISED);
        });
        passesSilently("2026-05-07T10:50", "2026-05-07T23:00");
        passesSilently("2026-05-08T02:00", "2026-05-08T08:00");
        assertThat(all()).as("neither hours nor a night make it another one").hasSize(1);
        assertThat(all().get(0).state()).isEqualTo(AlertState.RAISED);
        assertThat(watch.told()).containsExactly("raised");

        add(DESK, at("2026-05-08T08:00"), 1);
        passesSilently("2026-05-08T08:00", "2026-05-08T08:30");
        assertThat(all()).singleElement().satisfies(alert -> assertThat(alert.state()).isEqualTo(AlertState.ENDED));
        assertThat(watch.told()).containsExactly("ended", "raised");
    }

    @Test
    void aSilentWorkedSaturdayIsAnAlarmAndAnOrdinarySaturdayIsNot() {
        days("2026-05-06", "2026-05-08", DESK);
        passesSilently("2026-05-09T08:00", "2026-05-09T10:50");
        assertThat(all()).hasSize(1);

        PG.truncate();
        days("2026-04-01", "2026-04-24", DESK);
        passesSilently("2026-04-25T08:00", "2026-04-25T18:00");
        assertThat(all()).isEmpty();
    }

    @Test
    void aFlowOfWhichLittleIsKnownIsNotJudged() {
        days("2026-05-06", "2026-05-07", DESK);
        days("2026-04-28", "2026-05-07", NEW);

        passes("2026-05-08T08:00", "2026-05-08T18:00", DESK);

        assertThat(all()).isEmpty();
    }

    @Test
    void farTooLittleIsAnAlarmToo() {
        days("2026-05-06", "2026-05-06", DESK);
        add(DESK, at("2026-05-07T09:00"), 5);

        passesSilently("2026-05-07T09:50", "2026-05-07T10:30");

        assertThat(all()).hasSize(1);
    }

    @Test
    void whatSomebodySaidCountsInsteadOfWhatWasLearned() {
        days("2026-05-06", "2026-05-06", DESK);
        expectations.declare(DESK, FlowDay.WORKDAY, 9, 11, 0, "zhang");
        passesSilently("2026-05-07T08:00", "2026-05-07T12:50");
        assertThat(all()).as("nothing was expected until noon").isEmpty();

        expectations.declare(DESK, FlowDay.WORKDAY, 12, 12, 1, "zhang");
        passesSilently("2026-05-07T12:50", "2026-05-07T13:30");
        assertThat(all()).hasSize(1);
        assertThat(expectations.all()).filteredOn(one -> one.day() == FlowDay.WORKDAY).singleElement()
                .satisfies(one -> assertThat(one.hours()).extracting(Expectations.Hour::asked)
                        .containsSequence(0, 0, 0, 1, 40, 40, 40, 40, 0));
    }

    /** Nothing comes of the desk. */
    private void passesSilently(String from, String to) {
        passes(from, to, null);
    }

    private void passes(String from, String to, Flow busy) {
        Instant end = at(to);
        move(at(from));
        while (clock.instant().isBefore(end)) {
            Instant counted = clock.instant().minus(Duration.ofMinutes(1));
            int hour = FlowHours.hourOfDay(counted);
            if (busy != null && hour >= 9 && hour < 17) {
                add(busy, FlowHours.of(counted), 7);
            }
            PG.jdbc().sql("update flow_count set counted_to = :at").param("at", Timestamp.from(counted)).update();
            watch.keeper.turn();
            clock.advance(STEP);
        }
    }

    private void move(Instant to) {
        clock.advance(Duration.between(clock.instant(), to));
    }

    private List<Alert> all() {
        return PG.jdbc().sql("select id from alert where state <> 'pending' order by id").query(UUID.class).list()
                .stream().map(watch.desk::get).toList();
    }

    private static void days(String from, String to, Flow flow) {
        LocalDate.parse(from).datesUntil(LocalDate.parse(to).plusDays(1)).filter(DAYS::isWorked).forEach(day -> {
            for (int hour = 9; hour < 17; hour++) {
                add(flow, day.atTime(hour, 0).atZone(FlowHours.ZONE).toInstant(), 40);
            }
        });
    }

    private static void add(Flow flow, Instant hour, long messages) {
        PG.jdbc().sql("""
                        insert into flow_hour (connector, type, hour, messages) values (:connector, :type, :hour, :messages)
                        on conflict (hour, connector, type) do update set messages = flow_hour.messages + excluded.messages
                        """)
                .param("connector", flow.connector()).param("type", flow.type()).param("hour", Timestamp.from(hour))
                .param("messages", messages).update();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(FlowHours.ZONE).toInstant();
    }
}
