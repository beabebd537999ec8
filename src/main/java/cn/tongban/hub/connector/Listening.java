package cn.tongban.hub.connector;

import java.util.List;

/**
 * Messages that a connector hears of besides what routes address to it.
 *
 * @param types of messages, at least one
 * @param delivery ways in which the case's result is handed over, canonical; empty for any
 * @param results of the case, canonical; empty for any, also for none yet
 * @param on name of the setting that must say {@code on}; empty for always
 * @param once told the first time only: a newer submission, or a step that is reported again, is not heard of any more
 */
public record Listening(List<String> types, List<String> delivery, List<String> results, boolean once, String on) {
    public Listening {
        types = List.copyOf(types);
        delivery = List.copyOf(delivery);
        results = List.copyOf(results);
    }

    public Listening(List<String> types, List<String> delivery, List<String> results, boolean once) {
        this(types, delivery, results, once, "");
    }

    /**
     * @param way how the result of the case is handed over, empty where nobody said
     * @param result of the case, empty before there is one
     */
    public boolean hears(String type, String way, String result) {
        return types.contains(type)
                && (delivery.isEmpty() || delivery.contains(way))
                && (results.isEmpty() || results.contains(result));
    }
}
