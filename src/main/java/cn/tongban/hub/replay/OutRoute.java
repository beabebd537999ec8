package cn.tongban.hub.replay;

import java.util.List;
import java.util.Set;

/**
 * A route that carries deliveries.
 *
 * @param destination a connector or one of its parties
 * @param types of messages, or {@code *}
 * @param mappings that it names, in the order of the file
 * @param footprint digest of all files that decide what it does
 */
record OutRoute(String id, String destination, Set<String> types, List<String> mappings, String footprint) {}
