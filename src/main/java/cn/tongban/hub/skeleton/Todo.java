package cn.tongban.hub.skeleton;

/**
 * Something that is left to a person, because no machine can know it or because the hub cannot express it.
 *
 * @param where the file or the place in the document
 */
public record Todo(String where, String zh, String en) {}
