/** Error codes, ids and digests. Knows no feature; everything may use it. */
@NullMarked
package cn.tongban.hub.support;

import org.jspecify.annotations.NullMarked;
