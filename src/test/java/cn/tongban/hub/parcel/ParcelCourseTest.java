package cn.tongban.hub.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParcelCourseTest {
    private static final Instant MORNING = Instant.parse("2026-03-26T01:00:00Z");

    @Test
    void nothingWasHeardYet() {
        assertThat(ParcelCourse.of(List.of()).state()).isEqualTo(ParcelState.ORDERED);
    }

    @Test
    void theUsualWayEndsDelivered() {
        ParcelCourse course = after(EventKind.PICKED_UP, EventKind.DEPARTED, EventKind.ARRIVED_HUB, EventKind.ARRIVED_DEST,
                EventKind.OUT_FOR_DELIVERY, EventKind.DELIVERED);

        assertThat(course.state()).isEqualTo(ParcelState.DELIVERED);
        assertThat(course.turns()).singleElement().satisfies(turn -> {
            assertThat(turn.delivered()).isTrue();
            assertThat(turn.by().kind()).isEqualTo(EventKind.DELIVERED);
        });
    }

    @Test
    void aRevokedDeliveryIsWhereItWasBefore() {
        ParcelCourse course = after(EventKind.OUT_FOR_DELIVERY, EventKind.DELIVERED, EventKind.DELIVERY_REVOKED);

        assertThat(course.state()).isEqualTo(ParcelState.OUT_FOR_DELIVERY);
        assertThat(deliveries(course)).containsExactly(true, false);
        assertThat(course.takenBack()).containsExactly("2");
    }

    @Test
    void afterARevocationItMayBeDeliveredAgain() {
        ParcelCourse course = after(EventKind.OUT_FOR_DELIVERY, EventKind.DELIVERED, EventKind.DELIVERY_REVOKED,
                EventKind.DELIVERED);

        assertThat(course.state()).isEqualTo(ParcelState.DELIVERED);
        assertThat(deliveries(course)).containsExactly(true, false, true);
    }

    @Test
    void collectedFromALockerIsStillOneDelivery() {
        ParcelCourse course = after(EventKind.AT_LOCKER, EventKind.DELIVERED, EventKind.COLLECTED);

        assertThat(deliveries(course)).containsExactly(true);
        assertThat(after(EventKind.AT_LOCKER, EventKind.DELIVERED, EventKind.COLLECTED, EventKind.DELIVERY_REVOKED))
                .satisfies(revoked -> assertThat(revoked.state()).isEqualTo(ParcelState.AWAITING_PICKUP))
                .satisfies(revoked -> assertThat(deliveries(revoked)).containsExactly(true, false));
    }

    @Test
    void aReturnAfterADeliveryTakesNothingBack() {
        ParcelCourse course = after(EventKind.DELIVERED, EventKind.RETURNING, EventKind.RETURNED);

        assertThat(course.state()).isEqualTo(ParcelState.RETURNED);
        assertThat(deliveries(course)).containsExactly(true);
    }

    @ParameterizedTest
    @EnumSource(value = EventKind.class, names = {
        "HAND_OVER_CANCELLED", "PICK_UP_CANCELLED", "OUT_CANCELLED", "ATTEMPT_REVOKED", "DELIVERY_REVOKED", "ADDRESS_CHANGED",
        "UNKNOWN"
    })
    void whatTakesNothingBackMovesNothing(EventKind kind) {
        assertThat(after(EventKind.ARRIVED_DEST, kind).state()).isEqualTo(ParcelState.AT_DESTINATION);
    }

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void eachEventLeadsSomewhereOrTakesSomethingBackOrIsKeptOnly(EventKind kind) {
        boolean keptOnly = kind == EventKind.ADDRESS_CHANGED || kind == EventKind.UNKNOWN;

        assertThat(kind.to().isPresent() ? 1 : 0 + (kind.takesBack().isEmpty() ? 0 : 1)).isEqualTo(keptOnly ? 0 : 1);
        // Of one instant, a taking back must come after what it takes back.
        assertThat(kind.takesBack()).allMatch(taken -> taken.ordinal() < kind.ordinal());
    }

    @Test
    void theOrderInWhichEventsComeDoesNotMatter() {
        Random random = new Random(743);
        for (int round = 0; round < 2_000; round++) {
            List<ParcelEvent> events = some(random);
            ParcelCourse course = ParcelCourse.of(events);
            List<ParcelEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);

            assertThat(ParcelCourse.of(shuffled)).as("events %s", events).isEqualTo(course);
            assertThat(oneByOne(shuffled).state()).isEqualTo(course.state());
            assertThat(deliveries(course)).as("turns alternate").isEqualTo(IntStream.range(0, course.turns().size())
                    .mapToObj(i -> i % 2 == 0).toList());
        }
    }

    private static Parcel oneByOne(List<ParcelEvent> events) {
        ParcelFile file = ParcelFile.blank(new OrderNo("C-1", ParcelPurpose.RESULT, 1), "post", "W1", MORNING);
        for (ParcelEvent event : events) {
            file = file.with(event, "W1", MORNING);
        }
        return file.parcel();
    }

    /** Few instants, so that many are the same. */
    private static List<ParcelEvent> some(Random random) {
        EventKind[] kinds = EventKind.values();
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(i -> event(i, kinds[random.nextInt(kinds.length)], random.nextInt(6)))
                .toList();
    }

    private static ParcelCourse after(EventKind... kinds) {
        return ParcelCourse.of(IntStream.range(0, kinds.length).mapToObj(i -> event(i + 1, kinds[i], i)).toList());
    }

    private static List<Boolean> deliveries(ParcelCourse course) {
        return course.turns().stream().map(ParcelCourse.Turn::delivered).toList();
    }

    private static ParcelEvent event(int no, EventKind kind, int minute) {
        return new ParcelEvent(Integer.toString(no), kind, MORNING.plusSeconds(60L * minute), null, "", "", "");
    }

    @Test
    void anOrderNumberSaysCaseAndPurpose() {
        OrderNo orderNo = OrderNo.parse("11610700Y00000024F-M2").orElseThrow();

        assertThat(orderNo).isEqualTo(new OrderNo("11610700Y00000024F", ParcelPurpose.PAPERS, 2));
        assertThat(orderNo.next().toString()).isEqualTo("11610700Y00000024F-M3");
        assertThat(OrderNo.parse("C-1-R1").orElseThrow().caseNo()).isEqualTo("C-1");
        assertThat(Arrays.asList("C-1", "C-1-X1", "C-1-R0", "-R1", "")).allMatch(text -> OrderNo.parse(text).isEmpty());
    }
}
