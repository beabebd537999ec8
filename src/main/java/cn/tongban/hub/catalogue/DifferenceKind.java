package cn.tongban.hub.catalogue;

/** How an item stands between its publisher and the hub. */
public enum DifferenceKind {
    /** The publisher has it, the hub does not. */
    MISSING,
    /** Both have it, with different content. */
    DIFFERENT,
    /** The hub has it, the publisher's list does not. */
    ONLY_HERE
}
