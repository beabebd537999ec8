/** Telling browsers and programs what changes, as server-sent events: connections, places, and one pulse for all. */
@NullMarked
package cn.tongban.hub.live;

import org.jspecify.annotations.NullMarked;
