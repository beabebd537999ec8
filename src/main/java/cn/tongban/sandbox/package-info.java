/** Simulators of the systems around the hub: a process of its own that shares no code with the hub. It talks over the wire only, so that it is an independent witness. */
@NullMarked
package cn.tongban.sandbox;

import org.jspecify.annotations.NullMarked;
