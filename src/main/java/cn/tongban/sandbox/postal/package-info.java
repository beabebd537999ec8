/** The courier (政务专递): takes orders over an encrypted form, prints labels, and pushes what becomes of each parcel. */
@NullMarked
package cn.tongban.sandbox.postal;

import org.jspecify.annotations.NullMarked;
