/**
 * SOAP 1.1 and 1.2 in memory, through CXF, which nobody else knows: envelopes become documents and documents envelopes.
 * Sends and receives nothing itself; the doors and the ways out of the hub carry the bytes.
 */
@NullMarked
package cn.tongban.hub.soap;

import org.jspecify.annotations.NullMarked;
