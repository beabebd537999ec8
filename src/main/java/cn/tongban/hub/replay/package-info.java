/**
 * The time machine: a bundle that is not at work runs over traffic that was recorded, and what it would do otherwise is
 * told by place and kind, without a value of the traffic. Also golden examples made of recorded messages.
 */
@NullMarked
package cn.tongban.hub.replay;

import org.jspecify.annotations.NullMarked;
