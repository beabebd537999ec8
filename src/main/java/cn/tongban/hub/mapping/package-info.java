/**
 * Everything that turns bytes into checked, canonical documents and back: bundle files, JSLT mappings with code tables,
 * contracts, personal fields, item catalogue, golden examples. Pure functions of the bundle and the message; knows
 * neither Camel nor Spring nor the clock.
 */
@NullMarked
package cn.tongban.hub.mapping;

import org.jspecify.annotations.NullMarked;
