package cn.tongban.hub.cases;

import java.util.Set;
import java.util.TreeSet;

/**
 * What decides who hears of a case besides its two sides. Nothing personal.
 *
 * @param deliveryWay how its result is handed over, canonical; empty where nobody said
 * @param heard who was told of what and is not to be told again, each as {@code <destination> <type>}
 */
public record Hearing(String deliveryWay, Set<String> heard) {
    /** Of a case of which nobody said anything about that. */
    public static final Hearing NONE = new Hearing("", Set.of());

    public Hearing {
        heard = Set.copyOf(heard);
    }

    /** A newer submission is the last word about the way; who has heard stays. */
    public Hearing by(String way) {
        return new Hearing(way, heard);
    }

    public boolean hasHeard(String destination, String type) {
        return heard.contains(destination + " " + type);
    }

    public Hearing after(String destination, String type) {
        Set<String> more = new TreeSet<>(heard);
        more.add(destination + " " + type);
        return new Hearing(deliveryWay, more);
    }
}
