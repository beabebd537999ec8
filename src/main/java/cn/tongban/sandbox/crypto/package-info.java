/**
 * SM3, HMAC-SM3, SM4, the two signatures of the wires and the envelope of the post, written apart from the hub's so that a
 * mistake in one shows. Checked against the published vectors.
 */
@NullMarked
package cn.tongban.sandbox.crypto;

import org.jspecify.annotations.NullMarked;
