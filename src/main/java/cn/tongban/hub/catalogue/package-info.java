/**
 * The item catalogue: implementation items in versions as they are published, which version applies on a day, whether the
 * city's and the district's item of one matter say the same (四统一), and whether a case of an item may be forwarded.
 */
@NullMarked
package cn.tongban.hub.catalogue;

import org.jspecify.annotations.NullMarked;
