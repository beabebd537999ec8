/**
 * The hub's database: an embedded PostgreSQL under a supervisor of our own, or an external one, and the pool in front
 * of it. Nothing starts on a database that could forget a commit.
 */
@NullMarked
package cn.tongban.hub.database;

import org.jspecify.annotations.NullMarked;
