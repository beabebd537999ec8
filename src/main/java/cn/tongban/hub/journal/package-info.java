/** The message store: what came in, under which key, sealed, and the inbox that knows repeats. */
@NullMarked
package cn.tongban.hub.journal;

import org.jspecify.annotations.NullMarked;
