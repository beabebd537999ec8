/**
 * The management API under {@code /api/v1} and the overview page: thin controllers over the use cases and read models of
 * the other packages. Everything is masked here unless somebody with the right to see it gives a reason.
 */
@NullMarked
package cn.tongban.hub.web;

import org.jspecify.annotations.NullMarked;
