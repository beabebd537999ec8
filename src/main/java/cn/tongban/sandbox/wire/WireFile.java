package cn.tongban.sandbox.wire;

/**
 * A file that came as a body or as a part of one; its bytes are gone.
 *
 * @param sha256 lower-case hexadecimal
 * @param sm3 lower-case hexadecimal
 */
public record WireFile(long size, String sha256, String sm3) {}
