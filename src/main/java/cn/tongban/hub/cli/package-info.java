/** The command line: thin commands over the same code that the server uses. Starts without Spring. */
@NullMarked
package cn.tongban.hub.cli;

import org.jspecify.annotations.NullMarked;
