package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts a contract where it holds itself: the check of a document must be sure to end. What is cut off takes anything. */
final class Recursion {
    private static final String DEFS = "#/$defs/";

    private final JsonNode defs;
    private final List<Todo> todo;
    private final Set<String> open = new HashSet<>();
    private final Set<String> done = new HashSet<>();

    private Recursion(JsonNode defs, List<Todo> todo) {
        this.defs = defs;
        this.todo = todo;
    }

    static void cut(ObjectNode contract, List<Todo> todo) {
        Recursion recursion = new Recursion(contract.path("$defs"), todo);
        contract.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("$defs")) {
                recursion.visit(field.getValue());
            }
        });
        recursion.reference(contract);
    }

    private void visit(JsonNode node) {
        node.forEach(this::visit);
        if (node instanceof ObjectNode object) {
            reference(object);
        }
    }

    /** Each part is walked through once, so that shared parts do not multiply. */
    private void reference(ObjectNode node) {
        String ref = node.path("$ref").asText();
        if (!ref.startsWith(DEFS)) {
            return;
        }
        String name = ref.substring(DEFS.length());
        if (open.contains(name)) {
            node.remove("$ref");
            node.put("description", "any " + name);
            todo.add(new Todo(name, "该结构包含自身，契约在这里断开", "holds itself; the contract ends there"));
        } else if (done.add(name)) {
            open.add(name);
            visit(defs.path(name));
            open.remove(name);
        }
    }
}
