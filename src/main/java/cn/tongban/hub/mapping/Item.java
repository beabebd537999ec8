package cn.tongban.hub.mapping;

import org.jspecify.annotations.Nullable;

/**
 * One item of the catalogue.
 *
 * @param taskCode 31 characters
 * @param catalogCode 12 characters
 * @param decidedBy id of the connector whose party decides it
 * @param instant decided on the spot (即办件)
 * @param promised what the authority promises (承诺时限), null if the catalogue does not say
 * @param statutory what the law allows (法定时限), null if the catalogue does not say
 */
public record Item(
        String taskCode,
        String catalogCode,
        String name,
        String decidedBy,
        boolean instant,
        @Nullable Limit promised,
        @Nullable Limit statutory) {}
