package cn.tongban.hub.drift;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * How often something is there, block by block, and whether that changed. A change must leave the range of all blocks so
 * far (day and night, working days and weekend have their own shares), be large, and be far from what the spread between
 * the blocks explains; and it must show in at least two blocks together.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class Series {
    private static final int DELAY = 4;
    private static final int FEWEST_BLOCKS = 20;
    private static final int MANY_BLOCKS = 2000;
    private static final double SIGMAS = 6;
    /** The ends of the range are single blocks with their own noise. */
    private static final double BEYOND = 3;
    private static final double LEAST_CHANGE = 0.15;
    private static final double TINY = 0.001;

    /** Of the open block. */
    int hits;
    private long n;
    private long k;
    private long blocks;
    private double squares;
    private double low = 1;
    private double high;
    private long since;
    private boolean alarm;
    /** Epoch second from which on the share was another one. */
    private long changed;
    private List<Block> recent = new ArrayList<>();

    /** @param start epoch second of its first document */
    record Block(int n, int k, long start) {}

    /** What a closed block shows. */
    enum Verdict {
        QUIET,
        CHANGED,
        OVER
    }

    boolean alarm() {
        return alarm;
    }

    /** Share before, in percent. */
    int usual() {
        return (int) Math.round(100 * mean());
    }

    /** Share in the last blocks, in percent. */
    int latest() {
        Block sum = sum(recent.size());
        return (int) Math.round(100.0 * sum.k() / Math.max(1, sum.n()));
    }

    /** Documents in the last blocks. */
    int latestCount() {
        return sum(recent.size()).n();
    }

    /** Epoch second at which the first block with another share began. */
    long changedSince() {
        return changed;
    }

    /** The open block ends with so many documents. */
    Verdict close(int documents, long start, DriftLimits limits) {
        recent.add(new Block(documents, Math.min(hits, documents), start));
        hits = 0;
        since = since == 0 ? start : since;
        Verdict verdict = judge(limits);
        while (recent.size() > DELAY) {
            Block oldest = recent.remove(0);
            if (!alarm) {
                absorb(oldest);
            }
        }
        return verdict;
    }

    /** The new share is as right as the old one; it is learned from here on. */
    void accept() {
        n = 0;
        k = 0;
        blocks = 0;
        squares = 0;
        low = 1;
        high = 0;
        since = recent.isEmpty() ? 0 : recent.get(0).start();
        alarm = false;
    }

    private Verdict judge(DriftLimits limits) {
        if (blocks < FEWEST_BLOCKS || recent.get(0).start() - since < limits.settle().toSeconds()) {
            return Verdict.QUIET;
        }
        if (alarm) {
            Block last = sum(2);
            double share = share(last);
            alarm = recent.size() < 2 || share < low || share > high;
            return alarm ? Verdict.QUIET : Verdict.OVER;
        }
        for (int size = 2; size <= recent.size(); size++) {
            if (isOutside(sum(size))) {
                alarm = true;
                changed = recent.get(recent.size() - size).start();
                return Verdict.CHANGED;
            }
        }
        return Verdict.QUIET;
    }

    private boolean isOutside(Block late) {
        double share = share(late);
        double mean = mean();
        double edge = Math.min(high, Math.max(low, share));
        double noise = Math.sqrt(Math.max(TINY, edge * (1 - edge)) / late.n());
        if (Math.abs(share - edge) < BEYOND * noise || Math.abs(share - mean) < LEAST_CHANGE) {
            return false;
        }
        double pooled = (double) (k + late.k()) / (n + late.n());
        double variance = spread(mean) * Math.max(TINY, pooled * (1 - pooled)) * (1.0 / late.n() + 1.0 / n);
        return Math.abs(share - mean) > SIGMAS * Math.sqrt(variance);
    }

    /** How much more the blocks differ than independent documents would; at least 1. */
    private double spread(double mean) {
        double p = Math.min(1 - TINY, Math.max(TINY, mean));
        double chi = squares - 2 * mean * k + mean * mean * n;
        return Math.max(1, chi / (p * (1 - p) * (blocks - 1)));
    }

    private void absorb(Block block) {
        double share = share(block);
        n += block.n();
        k += block.k();
        blocks++;
        squares += share * block.k();
        low = Math.min(low, share);
        high = Math.max(high, share);
        if (blocks > MANY_BLOCKS) {
            n /= 2;
            k /= 2;
            blocks /= 2;
            squares /= 2;
            low += (mean() - low) / 4;
            high -= (high - mean()) / 4;
        }
    }

    private Block sum(int size) {
        int documents = 0;
        int found = 0;
        for (Block block : recent.subList(Math.max(0, recent.size() - size), recent.size())) {
            documents += block.n();
            found += block.k();
        }
        return new Block(documents, found, 0);
    }

    private double mean() {
        return n == 0 ? 0 : (double) k / n;
    }

    private static double share(Block block) {
        return (double) block.k() / Math.max(1, block.n());
    }
}
