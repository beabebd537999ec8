/** A small blocking HTTP/1.1 server and client that can also break the rules: half answers, resets, silence. Quick enough to be the receiver of a benchmark. */
@NullMarked
package cn.tongban.sandbox.wire;

import org.jspecify.annotations.NullMarked;
