package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.web.RunningHub;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** Records traffic, plants changes one by one and looks for them. */
final class PlantedChanges {
    private static final Instant FIRST = Instant.parse("2026-03-16T01:30:00Z");

    private final RunningHub hub;
    private final int count;
    private final BundleFiles baseline = Plant.baseline(BundleFiles.fromDirectory(Path.of(".")));
    private Instant last = FIRST;

    PlantedChanges(RunningHub hub, int count) {
        this.hub = hub;
        this.count = count;
    }

    BundleFiles baseline() {
        return baseline;
    }

    void record() {
        JournalFiller filler = new JournalFiller(hub, baseline, FIRST);
        last = filler.fill(count);
        filler.refuse();
    }

    Report run(BundleFiles candidate, boolean all) {
        JournalTraffic.Books books = new JournalTraffic.Books(hub.bean(JournalRepository.class),
                hub.bean(DeliveryQueries.class), hub.bean(Repairs.class), hub.bean(RefusalRepository.class));
        Period period = new Period(FIRST, last.plus(Duration.ofMinutes(1)), null);
        try (JournalTraffic traffic = new JournalTraffic(books, period)) {
            return new ReplayRun(baseline, candidate, all, 2, Clock.systemUTC()).over(traffic, counts -> {});
        }
    }

    void nothingDiffersOfAnUnchangedBundle() {
        Report skipped = run(baseline, false);
        Report all = run(baseline, true);

        System.out.printf("replay: unchanged, everything run: %d pieces in %d ms, %d/s; skipped: %d ms%n",
                all.counts().total(), all.millis(), all.perSecond(), skipped.millis());
        assertThat(all.findings()).isEmpty();
        assertThat(all.counts()).isEqualTo(new Report.Counts(count, count, JournalFiller.REFUSALS, 0, 0, 0, 0));
        assertThat(skipped.counts().skipped()).isEqualTo(skipped.counts().total());
    }

    void eachPlantIsFoundAndNothingElse(List<Plant> plants) {
        assertThat(Plant.all()).hasSize(15);
        long pieces = 0;
        long run = 0;
        long millis = 0;
        for (Plant plant : plants) {
            Report report = run(plant.in(baseline), false);
            System.out.printf("replay: %s: %d of %d differ, %d skipped, %d ms, %d/s%n", plant.name(),
                    report.counts().differing(), report.counts().total(), report.counts().skipped(), report.millis(),
                    report.perSecond());
            assertThat(new TreeSet<>(report.spots())).as(plant.name()).isEqualTo(plant.expected());
            assertThat(report.counts().unplaced()).as(plant.name()).isZero();
            assertThat(report.toString()).as(plant.name())
                    .doesNotContain("测试", "汉中示例", "6107021900", "91610700Y", "139000", "0916-22");
            pieces += report.counts().total();
            run += report.counts().total() - report.counts().skipped();
            millis += report.millis();
        }
        System.out.printf("replay: all planted changes found in %d bundles: %d pieces, %d of them run, in %d ms, %d/s (%d/s of those run)%n",
                plants.size(), pieces, run, millis, pieces * 1000 / millis, run * 1000 / millis);
    }
}
