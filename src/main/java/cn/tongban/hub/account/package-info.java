/**
 * People who log in at the console: accounts, roles with separated powers, passwords, second factors and sessions. How a
 * browser shows them is the console's business.
 */
@NullMarked
package cn.tongban.hub.account;

import org.jspecify.annotations.NullMarked;
