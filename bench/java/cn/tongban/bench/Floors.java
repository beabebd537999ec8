package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;

/** The floor on one database: the best pool is found once, then it is measured again beside every subject. */
final class Floors implements AutoCloseable {
    private final Course course;
    private final Subject best;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();

    private Floors(Course course, Subject best) {
        this.course = course;
        this.best = best;
    }

    static Floors open(Peers peers, Course course, String url) throws Exception {
        int bestPool = 16;
        double bestRate = 0;
        for (int pool : course.quick() ? new int[] {16} : new int[] {4, 8, 16, 32}) {
            try (Subject floor = peers.floor(url, pool)) {
                course.warm(floor, course.quick() ? 3_000 : 8_000, 30);
                double rate = course.closed(floor, 2).rate();
                Course.log("floor with pool %d: %.0f/s", pool, rate);
                if (rate > bestRate) {
                    bestRate = rate;
                    bestPool = pool;
                }
            }
        }
        Subject best = peers.floor(url, bestPool);
        course.warm(best, course.quick() ? 5_000 : 100_000, 60);
        return new Floors(course, best);
    }

    Subject subject() {
        return best;
    }

    /** One more turn of the floor; gives its rate. */
    double again() throws Exception {
        LoadResult result = course.closed(best, course.turnSeconds());
        double rate = result.rate();
        cpu.add(course.cpuMicros() / (double) result.good());
        Course.log("%s: %.0f/s, CPU %.0f us each", best.name(), rate, course.cpuMicros() / (double) result.good());
        rates.add(rate);
        return rate;
    }

    /** Median of the turns since the last call. */
    double take() {
        double median = Course.median(rates);
        rates.clear();
        return median;
    }

    /** Median CPU per message in microseconds, generator left out, of all turns so far. */
    double cpuMicros() {
        return Course.median(cpu);
    }

    @Override
    public void close() {
        best.close();
    }
}
