/** The faults that a simulator can show, chosen by rule or by case number. The simulators ask here what to do with each request. */
@NullMarked
package cn.tongban.sandbox.fault;

import org.jspecify.annotations.NullMarked;
