package cn.tongban.hub.replay;

import java.util.List;

/**
 * What a candidate would do otherwise; no value of the traffic is in it.
 *
 * @param baseline digest of the bundle it is compared with
 * @param candidate digest of the bundle that was tried
 * @param beyond differences at more places than are kept apart
 */
public record Report(String baseline, String candidate, Counts counts, List<Finding> findings, long beyond, long millis) {
    /**
     * @param messages pieces of traffic that came in
     * @param deliveries those that went out
     * @param refusals those that were refused
     * @param skipped those that pass only what both bundles share, or were refused for reasons outside of a bundle
     * @param differing those with at least one difference
     * @param unplaced those that no route of the baseline takes as it was taken when it was recorded
     * @param gone those whose bytes are gone
     */
    public record Counts(long messages, long deliveries, long refusals, long skipped, long differing, long unplaced,
            long gone) {
        public long total() {
            return messages + deliveries + refusals;
        }
    }

    public List<Spot> spots() {
        return findings.stream().map(Finding::spot).toList();
    }

    public long perSecond() {
        return millis == 0 ? counts.total() : counts.total() * 1000 / millis;
    }
}
