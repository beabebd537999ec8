package cn.tongban.hub.blob;

/**
 * What was written, as the reader will see it.
 *
 * @param size in bytes
 * @param sha256 lower-case hexadecimal
 * @param sm3 lower-case hexadecimal
 */
public record Content(long size, String sha256, String sm3) {}
