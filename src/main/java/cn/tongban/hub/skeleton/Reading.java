package cn.tongban.hub.skeleton;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was found in a document.
 *
 * @param source for people: what kind of document it was
 * @param todo what concerns the document as a whole
 */
record Reading(String source, List<Described> found, List<Todo> todo) {
    Reading {
        found = List.copyOf(found);
        todo = List.copyOf(todo);
    }

    /**
     * The one that is wanted, by its own label or by the name of its contract; the first one where none is asked for.
     *
     * @throws SkeletonException when there is none, with those that there are
     */
    Described choose(String wanted) {
        return found.stream()
                .filter(one -> wanted.isEmpty() || one.label().equals(wanted) || one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new SkeletonException("文件中没有 " + wanted + "，有：" + labels(),
                        "The document has no " + wanted + "; it has: " + labels()));
    }

    String labels() {
        return found.stream().map(Described::label).limit(50).collect(Collectors.joining(", "));
    }
}
