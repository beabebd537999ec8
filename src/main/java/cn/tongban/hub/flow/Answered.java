package cn.tongban.hub.flow;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a question of a person to a partner.
 *
 * @param code the partner's, or ours when it could not be asked; empty for none
 * @param reason in the partner's words, which may be about a person; empty for none
 * @param document what it answered, perhaps personal; null unless it answered
 */
public record Answered(Outcome outcome, String code, String reason, @Nullable JsonNode document) {
    /** Whether there is an answer. */
    public enum Outcome {
        ANSWERED,
        /** The partner says no. */
        REFUSED,
        /**
         * Nobody answered, or neither yes nor no. Unless the code is destination-unreachable or ticket-unavailable the partner
         * may have done what it was asked all the same.
         */
        UNREACHABLE
    }

    @Override
    public String toString() {
        return "Answered[" + outcome + ", " + code + "]";
    }
}
