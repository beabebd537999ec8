package cn.tongban.hub.broker;

import java.util.Set;

/**
 * A party that may log in at the broker.
 *
 * @param connector whose party it is
 * @param id its user name, and the middle of its queues' names
 * @param password only ever in memory
 * @param events types of which it may hear, for example {@code case.decided}
 */
public record PartyAccount(String connector, String id, String password, Set<String> events) {
    public PartyAccount {
        events = Set.copyOf(events);
    }

    /** The queue into which the party puts what it has to say. */
    public String in() {
        return "party." + id + ".in";
    }

    /** The queue from which the party takes what the hub has for it. */
    public String out() {
        return out(id);
    }

    /** The same for any party. */
    public static String out(String party) {
        return "party." + party + ".out";
    }

    /** The topic of a type of event. */
    public static String event(String type) {
        return "event." + type;
    }

    @Override
    public String toString() {
        return "PartyAccount[" + connector + "." + id + "]";
    }
}
