/**
 * Documents in XML at the hub's edge: bytes in whatever charset become text, text becomes a checked document, and a
 * document becomes JSON and back as its XML Schema says. Knows no transport.
 */
@NullMarked
package cn.tongban.hub.xml;

import org.jspecify.annotations.NullMarked;
