package cn.tongban.hub.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An outcome with the evidence that goes into the hop.
 *
 * @param bundleDigest the bundle that handled the attempt
 * @param sentDigest SHA-256 hex of the bytes that went out, null if none did
 */
public record AttemptResult(Outcome outcome, String bundleDigest, @Nullable String sentDigest) {}
