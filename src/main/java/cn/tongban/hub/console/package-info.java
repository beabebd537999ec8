/**
 * What people see in a browser: the door, the frame around every page, and the pages of administration. Who somebody is says
 * {@code account}; what a page shows comes from the packages that own it.
 */
@NullMarked
package cn.tongban.hub.console;

import org.jspecify.annotations.NullMarked;
