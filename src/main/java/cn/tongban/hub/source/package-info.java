/** Long-lived sources: one reader of each in the whole cluster, whose place moves in the commit of what it read. */
@NullMarked
package cn.tongban.hub.source;

import org.jspecify.annotations.NullMarked;
