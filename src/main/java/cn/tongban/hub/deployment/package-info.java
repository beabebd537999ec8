/**
 * Bundles in the database and which one is at work: stored by digest, checked before they are kept, put to work on every
 * node without a restart, and taken back as fast.
 */
@NullMarked
package cn.tongban.hub.deployment;

import org.jspecify.annotations.NullMarked;
