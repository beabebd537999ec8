package cn.tongban.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten changes that partners really make are found within the hour, one by one; an hour without any is quiet. */
class PlantedDriftsTest {
    private static final int SEEDS = Integer.getInteger("hub.drift.seeds", 2);
    private static final Map<Long, Watched> LEARNED = new ConcurrentHashMap<>();

    /** @param refused what the hub does with such a document, null when it takes it */
    record Plant(String name, cn.tongban.hub.drift.Stream stream, String expected,
            BiConsumer<ObjectNode, DemoDay> change, @Nullable HubException refused) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final HubException CONTRACT = new HubException(ErrorCode.CONTRACT_VIOLATION, "contract");
    private static final HubException CODE = new HubException(ErrorCode.UNKNOWN_CODE, "district-platform/event-done",
            List.of(new Place("/row/event_name", "code", "")));

    private static final List<Plant> PLANTS = List.of(
            new Plant("new field", DemoDay.CASES, "new-field /channel", (doc, day) -> doc.put("channel", "app"), CONTRACT),
            new Plant("vanished field", DemoDay.STEPS, "vanished /handler", (doc, day) -> doc.remove("handler"), null),
            new Plant("type change", DemoDay.CASES, "new-type /version string", (doc, day) -> doc.put("version", "1"), CONTRACT),
            new Plant("null appears", DemoDay.STEPS, "new-type /opinion null", (doc, day) -> {
                if (day.chance(0.3)) {
                    doc.putNull("opinion");
                }
            }, null),
            new Plant("new code value", DemoDay.ROWS, "new-value /row/event_name 12", (doc, day) -> {
                if (day.chance(0.05)) {
                    doc.withObject("/row").put("event_name", "12");
                }
            }, CODE),
            new Plant("share of a code flips", DemoDay.CASES, "share /window/code", (doc, day) ->
                    doc.withObject("/window").put("code", day.chance(0.9) ? "HT-03" : "HT-01"), null),
            new Plant("presence drops to half", DemoDay.CASES, "share /contact", (doc, day) -> {
                if (day.chance(0.5)) {
                    doc.remove("contact");
                }
            }, null),
            new Plant("new field of an array's entries", DemoDay.CASES, "new-field /materials/[]/sealNo", (doc, day) ->
                    doc.withArray("materials").forEach(one -> ((ObjectNode) one).put("sealNo", "S1")), CONTRACT),
            new Plant("answer's new field", DemoDay.ANSWERS, "new-field /traceNo", (doc, day) ->
                    doc.put("traceNo", "T-1"), null),
            new Plant("new kind of value in a table row", DemoDay.ROWS, "new-type /row/event_start_time digits", (doc, day) ->
                    doc.withObject("/row").put("event_start_time", doc.at("/row/event_start_time").asText()
                            .replaceAll("[^0-9]", "")), null));

    static Stream<Long> seeds() {
        return LongStream.rangeClosed(1, SEEDS).boxed();
    }

    static Stream<Arguments> plants() {
        return seeds().flatMap(seed -> PLANTS.stream().map(plant -> Arguments.of(plant, seed)));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void aPlantedDriftIsFoundAndNothingElse(Plant plant, long seed) {
        Watched watched = learned(seed).copy(seed + 100);

        watched.hour(List.of(plant.stream()), (stream, at) -> planted(watched, plant, at));

        assertThat(watched.found()).isNotEmpty().allSatisfy(found -> assertThat(found).startsWith(plant.expected()));
        Finding first = watched.findings.get(0);
        // Of what is away the last that had it, of a share its first block: both may be a little earlier.
        assertThat(first.since()).isBetween(learned(seed).now.minus(Duration.ofHours(12)), watched.now);
        assertThat(first.count()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anUndisturbedHourIsQuiet(long seed) {
        assertThat(learned(seed).copy(seed + 200).hour().findings).isEmpty();
    }

    /** At the busiest: nothing was learned before, so all there is to go by are the contracts and this very hour. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theFirstHourIsQuiet(long seed) {
        assertThat(new Watched(seed + 300).hour().findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anotherWeekWithItsNightsAndItsWeekendIsQuiet(long seed) {
        assertThat(learned(seed).copy(seed + 400).days(7).findings).isEmpty();
    }

    private static Watched learned(long seed) {
        return LEARNED.computeIfAbsent(seed, any -> {
            Watched watched = new Watched(seed).days(9);
            assertThat(watched.findings).as("nine days of learning").isEmpty();
            return watched;
        });
    }

    private static Sighting planted(Watched watched, Plant plant, Instant at) {
        ObjectNode document = watched.day.document(plant.stream(), at);
        ObjectNode before = document.deepCopy();
        plant.change().accept(document, watched.day);
        return watched.day.sighting(plant.stream(), document, at, document.equals(before) ? null : plant.refused());
    }
}
