/** The desk of a city window: hands cases in, takes steps back. Everything it knows it learnt over the wire. */
@NullMarked
package cn.tongban.sandbox.citywindow;

import org.jspecify.annotations.NullMarked;
