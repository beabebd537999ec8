/** Lanes, claims, outcomes, retry, doubt and dead letters: brings each recorded message to each of its destinations once, in order. */
@NullMarked
package cn.tongban.hub.delivery;

import org.jspecify.annotations.NullMarked;
