package cn.tongban.hub.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An implementation item (实施清单) as it is published, read from its canonical document {@code item.published}. What the
 * document does not say is an empty text or an empty list.
 */
public record ItemDocument(JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @param canonical JSON that has passed its schema */
    static ItemDocument read(String canonical) {
        try {
            return new ItemDocument(JSON.readTree(canonical));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a recorded item is not JSON", e);
        }
    }

    /**
     * A paper that the applicant brings.
     *
     * @param necessity REQUIRED, OPTIONAL or TOLERABLE
     * @param pages how many copies, empty when not said
     */
    public record Material(String materialId, String name, String necessity, String type, String format, String pages,
            String source) {
        static Material of(JsonNode node) {
            return new Material(text(node, "materialId"), text(node, "name"), text(node, "necessity"), text(node, "type"),
                    text(node, "format"), text(node, "pages"), text(node, "source"));
        }
    }

    /**
     * A situation (情形) of the applicant.
     *
     * @param question what it answers; situations with one question exclude each other
     * @param materials ids of those that it needs
     */
    public record Situation(String situationId, String question, String name, List<String> materials) {
        static Situation of(JsonNode node) {
            return new Situation(text(node, "situationId"), text(node, "question"), text(node, "name"),
                    stream(node.path("materials")).map(JsonNode::asText).toList());
        }
    }

    /** The text at a JSON Pointer, empty if there is none. */
    public String at(String pointer) {
        return json.at(pointer).asText("");
    }

    public String taskCode() {
        return at("/taskCode");
    }

    public int version() {
        return json.path("version").asInt();
    }

    public List<Material> materials() {
        return stream(json.path("materials")).map(Material::of).toList();
    }

    public List<Situation> situations() {
        return stream(json.path("situations")).map(Situation::of).toList();
    }

    /** The values of one field of a list of objects, in order. */
    List<String> each(String list, String field) {
        return stream(json.path(list)).map(node -> text(node, field)).toList();
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
