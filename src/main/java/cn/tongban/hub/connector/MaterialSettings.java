package cn.tongban.hub.connector;

/**
 * How materials come from, or go to, one outside system.
 *
 * @param as the form in which it takes them
 */
public record MaterialSettings(MaterialForm as) {}
