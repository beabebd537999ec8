package cn.tongban.sandbox.postal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * One request as understood.
 *
 * @param problem OK when it can be worked on
 * @param body the decrypted document
 */
record Question(Optional<Api> api, RetCode problem, JsonNode body) {
    static Question refused(Optional<Api> api, RetCode problem) {
        return new Question(api, problem, MissingNode.getInstance());
    }

    String operation() {
        return api.map(Api::operation).orElse("other");
    }

    /** The order, or the query, itself: an order comes in an array of one. */
    JsonNode document() {
        return body.isArray() ? body.path(0) : body;
    }
}
