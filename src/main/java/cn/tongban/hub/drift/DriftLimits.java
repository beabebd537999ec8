package cn.tongban.hub.drift;

import java.time.Duration;

/**
 * From when on something is learned, and how sure a change must be.
 *
 * @param learn documents after which what was not there before is new; what a contract closes is known from the start
 * @param vanish documents in a row without a field that was always there
 * @param codes documents after which a field with few short values counts as a code
 * @param block documents that are judged together when shares are compared
 * @param blockTime how long such a block lasts at least
 * @param settle for how long shares are only learned; a week has its working days and its weekend
 */
record DriftLimits(int learn, int vanish, int codes, int block, Duration blockTime, Duration settle) {
    static final int BLOCK = 120;
    static final Duration BLOCK_TIME = Duration.ofMinutes(15);

    static DriftLimits of(DriftProperties properties) {
        return new DriftLimits(properties.learn(), properties.vanish(), 3 * properties.learn(), BLOCK, BLOCK_TIME,
                properties.settle());
    }
}
