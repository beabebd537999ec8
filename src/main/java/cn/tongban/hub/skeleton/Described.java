package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One request that a document describes.
 *
 * @param name of the contract and of the Kamelet
 * @param label as the document calls it
 * @param method of HTTP
 * @param path below the system's address, with {@code {names}}; empty when the document does not say
 * @param schema JSON Schema of the body
 * @param todo what of it was not taken over
 */
record Described(String name, String label, String method, String path, ObjectNode schema, List<Todo> todo) {
    Described {
        todo = List.copyOf(todo);
    }
}
