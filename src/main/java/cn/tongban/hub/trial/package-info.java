/**
 * Tries a bundle before anybody depends on it: the examples and tests that it carries, and single messages in a dry run.
 * Everything runs on the real engine with recorders at its ends, in bounded time, and without Spring: on a laptop as in a
 * running hub.
 */
@NullMarked
package cn.tongban.hub.trial;

import org.jspecify.annotations.NullMarked;
