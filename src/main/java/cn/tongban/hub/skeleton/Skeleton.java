package cn.tongban.hub.skeleton;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files that are to be made, by path within the bundle, and what is left to do by hand. Nothing is on disk yet.
 *
 * @param todo in the order of the document
 */
public record Skeleton(SortedMap<String, String> files, List<Todo> todo) {
    public Skeleton {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        todo = List.copyOf(todo);
    }

    static Skeleton of(Map<String, String> files, List<Todo> todo) {
        return new Skeleton(new TreeMap<>(files), todo);
    }

    Skeleton with(Map<String, String> more, List<Todo> moreTodo) {
        Map<String, String> all = new TreeMap<>(files);
        all.putAll(more);
        List<Todo> both = new ArrayList<>(todo);
        both.addAll(moreTodo);
        return of(all, both);
    }
}
