/**
 * The clocks of cases: which days are worked, until when a case must be decided, and why on that day. Counted from the
 * case's own timeline and the calendar of the bundle at work; nothing here writes into a case.
 */
@NullMarked
package cn.tongban.hub.clock;

import org.jspecify.annotations.NullMarked;
