/**
 * The Camel edge: doors, the verbs of the {@code hub} component, HTTP towards partners, and one Camel context per bundle.
 * No business rule lives here; verbs call the packages that own them.
 */
@NullMarked
package cn.tongban.hub.flow;

import org.jspecify.annotations.NullMarked;
