/**
 * What must be true of a bundle before it may be deployed: its files are checked against each other and its golden
 * examples are run. The same code serves the command line and the server.
 */
@NullMarked
package cn.tongban.hub.release;

import org.jspecify.annotations.NullMarked;
