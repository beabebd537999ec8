package cn.tongban.hub.mapping;

/**
 * One item of the catalogue.
 *
 * @param taskCode 31 characters
 * @param catalogCode 12 characters
 * @param decidedBy id of the connector whose party decides it
 * @param promiseDays promised limit in working days, 0 for instant items
 * @param instant decided on the spot (即办件)
 */
public record Item(
        String taskCode, String catalogCode, String name, String decidedBy, int promiseDays, boolean instant) {}
