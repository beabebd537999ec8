package cn.tongban.hub.parcel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a carrier told of a parcel.
 *
 * @param id the same for a repeat
 * @param at when it happened, by the carrier
 * @param signer who took it, null where the event says nothing about it
 * @param failure why it was not delivered, a canonical code; empty for none
 * @param office of the carrier, empty for none
 * @param place city or district of that office, empty for none
 */
public record ParcelEvent(
        String id, EventKind kind, Instant at, @Nullable Signer signer, String failure, String office, String place) {}
