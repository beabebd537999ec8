/** SM3, HMAC-SM3 and the two signatures of the wires, written apart from the hub's so that a mistake in one shows. Checked against the published vectors. */
@NullMarked
package cn.tongban.sandbox.crypto;

import org.jspecify.annotations.NullMarked;
