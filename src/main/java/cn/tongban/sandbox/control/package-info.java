/** The control interface under /_sandbox. It inspects records, sets faults and drives scripts. */
@NullMarked
package cn.tongban.sandbox.control;

import org.jspecify.annotations.NullMarked;
