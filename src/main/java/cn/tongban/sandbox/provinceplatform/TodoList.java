package cn.tongban.sandbox.provinceplatform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases that wait for the hub until it says what became of them. */
final class TodoList {
    /**
     * One of them.
     *
     * @param document the CASE element as text
     */
    record Todo(String projId, String version, String document) {}

    private final Map<String, Todo> waiting = new LinkedHashMap<>();
    private final Map<String, Told> told = new LinkedHashMap<>();

    /** What the hub said of a case. */
    record Told(String status, String words) {}

    synchronized void add(Todo todo) {
        waiting.put(todo.projId(), todo);
    }

    synchronized List<Todo> first(int most) {
        return new ArrayList<>(waiting.values()).subList(0, Math.min(most, waiting.size()));
    }

    synchronized Optional<Todo> find(String projId) {
        return Optional.ofNullable(waiting.get(projId));
    }

    synchronized int size() {
        return waiting.size();
    }

    /** False when no such case waits and none was ever told of. */
    synchronized boolean tell(String projId, String status, String words) {
        boolean known = waiting.remove(projId) != null || told.containsKey(projId);
        if (known) {
            told.put(projId, new Told(status, words));
        }
        return known;
    }

    /** By PROJID what the hub told. */
    synchronized Map<String, Told> told() {
        return new LinkedHashMap<>(told);
    }
}
