package cn.tongban.hub.bulk;

import java.util.UUID;

/**
 * Why some of a group would not pass.
 *
 * @param code error code
 * @param pointer where in the document, empty when nobody can say
 * @param rule what was violated there, never a value
 * @param found how many
 * @param sample a delivery at which to look
 */
public record BulkFinding(String code, String pointer, String rule, int found, UUID sample) {}
