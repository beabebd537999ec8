package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.mapping.BundleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Two nodes that learn and merge as the hub does, with shapes kept as text between merges and a clock of its own. */
final class Watched {
    static final Instant MONDAY = Instant.parse("2026-03-15T16:00:00Z");
    static final DriftLimits LIMITS =
            new DriftLimits(100, 30, 300, DriftLimits.BLOCK, DriftLimits.BLOCK_TIME, Duration.ofDays(7));

    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofHours(2);
    private static final BundleFiles BUNDLE = BundleFiles.fromClassPath();

    final DemoDay day;
    final List<Finding> findings = new ArrayList<>();
    Instant now;
    private final Vocabulary vocabulary = new Vocabulary(() -> Optional.of(BUNDLE));
    private final List<Learner> nodes = List.of(new Learner(vocabulary::of), new Learner(vocabulary::of));
    private final Map<Stream, String> shapes = new HashMap<>();
    private Instant merged;
    private int turn;

    Watched(long seed) {
        this.day = new DemoDay(seed);
        this.now = MONDAY;
        this.merged = MONDAY;
    }

    /** The same, learned so far, apart from this one. */
    Watched copy(long seed) {
        Watched other = new Watched(seed);
        other.shapes.putAll(shapes);
        other.now = now;
        other.merged = merged;
        return other;
    }

    /** Whole days with more traffic by day than by night. */
    Watched days(int count) {
        for (Instant end = now.plus(Duration.ofDays(count)); now.isBefore(end); ) {
            int hour = (int) (now.getEpochSecond() / 3600 + 8) % 24;
            step(Duration.ofSeconds(hour < 7 ? 600 : 120), DemoDay.ALL, (stream, at) -> day.next(stream, at));
        }
        return this;
    }

    /** One hour of all kinds of documents, one every three seconds. */
    Watched hour(BiFunction<Stream, Instant, Sighting> traffic) {
        return hour(DemoDay.ALL, traffic);
    }

    Watched hour(List<Stream> streams, BiFunction<Stream, Instant, Sighting> traffic) {
        for (Instant end = now.plus(Duration.ofHours(1)); now.isBefore(end); ) {
            step(Duration.ofSeconds(3), streams, traffic);
        }
        merge();
        return this;
    }

    Watched hour() {
        return hour((stream, at) -> day.next(stream, at));
    }

    /** What was found and not taken back, without that it was seen again. */
    List<String> found() {
        return findings.stream().filter(finding -> finding.what() == Finding.What.OPEN)
                .map(finding -> finding.kind().wire() + " " + finding.place()
                        + (finding.item().isEmpty() ? "" : " " + finding.item())).toList();
    }

    String shape(Stream stream) {
        return shapes.get(stream);
    }

    void accept(Stream stream, DriftKind kind, String place, String item) {
        Learned shape = Shapes.read(shapes.get(stream));
        Shapes.accept(shape, kind, place, item);
        shapes.put(stream, Shapes.write(shape));
    }

    private void step(Duration pause, List<Stream> streams, BiFunction<Stream, Instant, Sighting> traffic) {
        for (Stream stream : streams) {
            nodes.get(turn++ % nodes.size()).learn(traffic.apply(stream, now));
        }
        now = now.plus(pause);
        if (!now.isBefore(merged.plus(pause.toSeconds() < 10 ? OFTEN : SELDOM))) {
            merge();
        }
    }

    private void merge() {
        merged = now;
        for (Learner node : nodes) {
            node.take().forEach((stream, sample) -> {
                Learned shape = Optional.ofNullable(shapes.get(stream)).map(Shapes::read).orElseGet(Learned::new);
                findings.addAll(Judge.merge(shape, sample.root(), vocabulary.of(stream), LIMITS, sample.latest()));
                shapes.put(stream, Shapes.write(shape));
            });
        }
    }
}
