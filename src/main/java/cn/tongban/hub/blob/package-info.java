/**
 * The blob store: bytes too large for a row, sealed under the key of their case and addressed by a keyed digest of what
 * they are. It knows nothing of what they mean.
 */
@NullMarked
package cn.tongban.hub.blob;

import org.jspecify.annotations.NullMarked;
