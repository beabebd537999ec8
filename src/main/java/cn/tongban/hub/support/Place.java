package cn.tongban.hub.support;

/**
 * The exact place of a fault in a document.
 *
 * @param pointer JSON Pointer (RFC 6901), XPath, or {@code row:column}; empty for the whole document
 * @param rule what was violated, for example {@code required}, {@code type}, {@code uscc}; a name, never a value
 * @param detail a short English sentence without any value taken from the document
 */
public record Place(String pointer, String rule, String detail) {}
