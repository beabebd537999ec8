/**
 * Queues and topics for parties that speak AMQP 1.0: the embedded Artemis with its sealed store, its logins and limits, or
 * an external one; and what the hub itself does there. Knows parties, not cases.
 */
@NullMarked
package cn.tongban.hub.broker;

import org.jspecify.annotations.NullMarked;
