package cn.tongban.hub.flow;

import java.util.HashMap;
import java.util.Map;

/** Options of one verb in a route, read strictly: what nobody asked for is an error. */
final class Options {
    private final Map<String, String> values = new HashMap<>();

    Options(Map<String, Object> parameters) {
        parameters.forEach((name, value) -> values.put(name, String.valueOf(value)));
        parameters.clear();
    }

    String take(String name, String otherwise) {
        String value = values.remove(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    /** @throws IllegalArgumentException naming the options that the verb does not know */
    void close() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown options " + values.keySet());
        }
    }
}
