package cn.tongban.hub.broker;

/**
 * What lies in one queue.
 *
 * @param party {@code <connector>.<party>}
 * @param queue {@code in}, {@code out} or {@code event}
 */
record QueueDepth(String party, String queue, long messages, long bytes) {}
