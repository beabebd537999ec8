package cn.tongban.hub.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way in from one outside system.
 *
 * @param senders {@code X-Hub-Sender}, or the sender that an envelope names, to the names of the secrets it may sign with: the first must be there, the others
 *     may, so that an old and a new key are valid together while one follows the other
 * @param maxBody bytes; a larger body is refused before it is read
 * @param maxDepth nesting of the JSON body
 * @param concurrency requests of this connector handled at once by one node; more are told to come back
 * @param answer the mapping that says what the hub answers here in the partner's own words; empty for the hub's words
 */
public record Door(
        DoorScheme signature,
        Map<String, List<String>> senders,
        int maxBody,
        int maxDepth,
        int concurrency,
        Optional<String> answer) {
    public Door {
        senders = Map.copyOf(senders);
    }

    /** Names of all secrets by which somebody may enter. */
    public Set<String> keys() {
        return senders.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the secrets without which somebody could not enter at all. */
    Set<String> firstKeys() {
        return senders.values().stream().map(keys -> keys.get(0)).collect(Collectors.toUnmodifiableSet());
    }
}
