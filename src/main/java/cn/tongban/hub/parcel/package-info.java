/**
 * Parcels of cases: what was ordered of a carrier, what the carrier told of it since, and by one closed table where it is
 * now. Written within the commit that holds the parcel's case.
 */
@NullMarked
package cn.tongban.hub.parcel;

import org.jspecify.annotations.NullMarked;
