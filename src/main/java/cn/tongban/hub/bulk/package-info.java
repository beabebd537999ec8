/** One decision on many deliveries: as a task that is seen, slowed down, paused and stopped. */
@NullMarked
package cn.tongban.hub.bulk;

import org.jspecify.annotations.NullMarked;
