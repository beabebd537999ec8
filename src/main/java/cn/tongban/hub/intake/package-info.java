/**
 * The one commit: nonce, inbox key, message, case and one delivery per destination become durable together, many callers
 * in one transaction. An answer is given only afterwards.
 */
@NullMarked
package cn.tongban.hub.intake;

import org.jspecify.annotations.NullMarked;
