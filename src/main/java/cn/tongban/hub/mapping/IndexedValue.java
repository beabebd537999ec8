package cn.tongban.hub.mapping;

/**
 * A value by which people look for a case, in its normalised form.
 *
 * @param kind {@code name}, {@code id-number}, {@code credit-code} or {@code phone}
 */
public record IndexedValue(String kind, String value) {
    /** Never shows the value. */
    @Override
    public String toString() {
        return "IndexedValue[" + kind + "]";
    }
}
