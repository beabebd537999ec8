/**
 * The life cycle of a case: one closed table of edges, and one decision table that says what becomes of a step that is
 * early, late, repeated or impossible. Pure Java besides its repository; times are source times given by the caller.
 */
@NullMarked
package cn.tongban.hub.cases;

import org.jspecify.annotations.NullMarked;
