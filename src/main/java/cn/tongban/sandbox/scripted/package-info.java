/**
 * A system that is played by a file: which request gets which answer, when, and how often. For connectors whose real system
 * is not there yet; no Java.
 */
@NullMarked
package cn.tongban.sandbox.scripted;

import org.jspecify.annotations.NullMarked;
