package cn.tongban.hub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much work a schema may make for one document: how many schemas apply when every reference is followed. A schema
 * that refers to itself, or that doubles itself again and again, would keep a door busy without end.
 */
final class SchemaCost {
    private static final long LIMIT = 20_000;
    private static final long NEVER = Long.MAX_VALUE;
    /** A reference that is found out only while a document is checked. */
    private static final Set<String> DYNAMIC = Set.of("$dynamicRef", "$recursiveRef");
    /** What these hold is data, not schemas. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples", "x-personal", "x-types", "x-element");

    private final JsonNode root;
    private final Map<JsonNode, Long> known = new IdentityHashMap<>();

    SchemaCost(JsonNode root) {
        this.root = root;
    }

    /** Throws when the schema may not be used: only a sentence about why. */
    void check() {
        if (of(root, 0) > LIMIT) {
            throw new IllegalArgumentException(
                    "The schema refers to itself, or its references multiply: a document must be sure to be checked.");
        }
    }

    private long of(JsonNode node, int depth) {
        if (!node.isContainerNode()) {
            return 0;
        }
        Long cost = known.get(node);
        if (cost != null) {
            return cost;
        }
        if (depth > 200) {
            return NEVER;
        }
        known.put(node, NEVER);
        long sum = 1;
        for (var fields = node.fields(); fields.hasNext(); ) {
            var field = fields.next();
            if (!VALUES.contains(field.getKey()) && !(node == root && field.getKey().equals("$defs"))) {
                sum = plus(sum, child(field.getKey(), field.getValue(), depth));
            }
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                sum = plus(sum, of(item, depth + 1));
            }
        }
        known.put(node, sum);
        return sum;
    }

    private long child(String name, JsonNode value, int depth) {
        if (DYNAMIC.contains(name)) {
            return NEVER;
        }
        boolean local = name.equals("$ref") && value.asText().startsWith("#");
        if (!local) {
            return of(value, depth + 1);
        }
        JsonNode target = value.asText().equals("#") ? root : root.at(value.asText().substring(1));
        return of(target, depth + 1);
    }

    private static long plus(long a, long b) {
        return a == NEVER || b == NEVER ? NEVER : Math.min(LIMIT + 1, a + b);
    }
}
