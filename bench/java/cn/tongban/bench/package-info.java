/**
 * The benchmark: load generator, floor, receiver, baselines. It talks to the hub over the wire and shares no code with
 * it, so that a fault of the hub cannot hide in its own measuring stick.
 */
@NullMarked
package cn.tongban.bench;

import org.jspecify.annotations.NullMarked;
