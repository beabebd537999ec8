/**
 * The demo: starts a hub and the sandbox as processes of their own and tells a short story of real traffic between them.
 * It knows both only over the wire.
 */
@NullMarked
package cn.tongban.hub.cli.demo;

import org.jspecify.annotations.NullMarked;
