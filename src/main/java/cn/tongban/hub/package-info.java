/** The jar's entry point and the Spring application that everything hangs on. Holds no rules of its own. */
@NullMarked
package cn.tongban.hub;

import org.jspecify.annotations.NullMarked;
