package cn.tongban.hub.clock;

/** Why a case has no clock. */
public enum NoClock {
    /** The item is not in the catalogue of the bundle at work. */
    ITEM_UNKNOWN,
    /** The catalogue gives the item no limit. */
    NO_LIMIT,
    /** Nobody has reported an acceptance with its time; one that the hub concluded has none. */
    NO_ACCEPTANCE
}
