package cn.tongban.hub.connector;

import java.util.List;

/**
 * One of several organisations behind a connector.
 *
 * @param id unique among the parties of all connectors, for it is also its user name and part of its queues' names
 * @param secret name of the secret with which it logs in
 * @param events types of which it may hear, for example {@code case.decided}
 */
public record Party(String id, Bilingual name, String secret, List<String> events) {
    public Party {
        events = List.copyOf(events);
    }
}
