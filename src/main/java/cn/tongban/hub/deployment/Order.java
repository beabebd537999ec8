package cn.tongban.hub.deployment;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a bundle at work.
 *
 * @param expected digest of the bundle that the asker believes active; null when that does not matter
 */
record Order(String digest, DeploymentKind kind, String by, String reason, @Nullable String expected) {}
