/** Simulated departments: each takes its cases from its queue at the hub's broker and puts steps back. */
@NullMarked
package cn.tongban.sandbox.department;

import org.jspecify.annotations.NullMarked;
