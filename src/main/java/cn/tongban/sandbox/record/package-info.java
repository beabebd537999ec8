/** The append-only record of every raw request and of everything sent. Written before the answer leaves, and never shortened. */
@NullMarked
package cn.tongban.sandbox.record;

import org.jspecify.annotations.NullMarked;
