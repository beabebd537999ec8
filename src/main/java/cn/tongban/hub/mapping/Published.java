package cn.tongban.hub.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line of a published list: a material of an item, and from when to when it is on the list. */
public interface Published {
    /** The item, 31 characters. */
    String taskCode();

    /** As the item's guide names it. */
    String materialName();

    /** First day on the list. */
    LocalDate from();

    /** Last day on the list, null for no end. */
    @Nullable LocalDate to();

    /** Whether it is on the list on that day. */
    default boolean isListedOn(LocalDate day) {
        LocalDate end = to();
        return !day.isBefore(from()) && (end == null || !day.isAfter(end));
    }
}
