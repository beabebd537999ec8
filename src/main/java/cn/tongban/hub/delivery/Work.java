package cn.tongban.hub.delivery;

/**
 * What a claimed lane wants done now.
 *
 * @param claimedAt {@link System#nanoTime} before the claim
 */
record Work(Head head, boolean probe, long claimedAt) {}
