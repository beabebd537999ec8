package cn.tongban.hub.catalogue;

/** What is known of the city's and the district's item of one matter. */
public enum PairStatus {
    /** Nothing differs that counts (四统一). */
    UNIFIED,
    /** Something that counts differs. */
    DIFFERENT,
    /** The other side has no such item, or the bundle says that there is none. */
    NO_COUNTERPART,
    /** Several items could be its other side, and the bundle does not say which. */
    AMBIGUOUS,
    /** The other side's item is not in use. */
    COUNTERPART_NOT_IN_USE;

    /** Whether the two were held against each other at all. */
    public boolean isCompared() {
        return this == UNIFIED || this == DIFFERENT;
    }

    /** Key of its word in the message files. */
    public String labelKey() {
        return "item.pair." + name();
    }
}
