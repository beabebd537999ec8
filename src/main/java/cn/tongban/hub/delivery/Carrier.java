package cn.tongban.hub.delivery;

/** Carries attempts to the outside; the delivery engine calls it on worker threads and never holds a transaction meanwhile. */
public interface Carrier {
    /** Sends once. Never throws for anything that the destination, the network or a mapping does: that is an outcome. */
    AttemptResult send(Attempt attempt);

    /** Asks the destination whether it has this delivery. */
    ProbeAnswer probe(Attempt attempt);
}
