package cn.tongban.hub.replay;

import java.util.List;
import java.util.Set;

/**
 * A route by which something comes in.
 *
 * @param connector whose door or source it is
 * @param entry path of the door, or channel of the source
 * @param method of the door; empty for a source
 * @param documents what it may record
 * @param streams whether the body is a stream, for which a document stands
 * @param contracts that it names, in the order of the file
 * @param mappings that it names, in the order of the file
 * @param footprint digest of all files that decide what it does
 */
record InRoute(String id, String connector, String entry, String method, Set<String> documents, boolean streams,
        List<String> contracts, List<String> mappings, String footprint) {
    boolean isDoor() {
        return !method.isEmpty();
    }

    /** The same door or channel, whatever the route is called. */
    boolean sameEntry(InRoute other) {
        return connector.equals(other.connector) && entry.equals(other.entry) && method.equals(other.method);
    }
}
