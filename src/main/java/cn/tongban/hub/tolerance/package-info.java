/**
 * What becomes of promises (容缺受理, 告知承诺): reminders, expiry and overdue checks by the hub's own clock, and what people
 * decide. Each is a message of its own, recorded like any other and told to the desk of its case.
 */
@NullMarked
package cn.tongban.hub.tolerance;

import org.jspecify.annotations.NullMarked;
