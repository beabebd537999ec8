/**
 * Backup and restore of everything that one data folder holds: database, blobs, broker, secrets, and apart from them the
 * master key. Works beside a running hub and without one; knows no Spring context.
 */
@NullMarked
package cn.tongban.hub.backup;

import org.jspecify.annotations.NullMarked;
