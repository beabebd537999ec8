package cn.tongban.hub.connector;

import java.util.Map;

/**
 * The way in from one outside system.
 *
 * @param senders {@code X-Hub-Sender} to the name of the secret it signs with
 * @param maxBody bytes; a larger body is refused before it is read
 * @param maxDepth nesting of the JSON body
 * @param concurrency requests of this connector handled at once by one node; more are told to come back
 */
public record Door(DoorScheme signature, Map<String, String> senders, int maxBody, int maxDepth, int concurrency) {
    public Door {
        senders = Map.copyOf(senders);
    }
}
