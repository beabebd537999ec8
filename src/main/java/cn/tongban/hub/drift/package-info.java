/**
 * What counterparts really send and answer: the hub learns fields, types, codes and shares, and says when they change.
 * It blocks nothing; what it misses or cannot store is no harm to a message.
 */
@NullMarked
package cn.tongban.hub.drift;

import org.jspecify.annotations.NullMarked;
