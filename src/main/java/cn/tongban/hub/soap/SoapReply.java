package cn.tongban.hub.soap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param answer as it came
 * @param document JSON form of the answer's element, or {@code {"fault": {"code", "text", "detail"}}}; empty when it is no
 *     envelope that the contract knows
 */
public record SoapReply(Wire.Answer answer, Optional<JsonNode> document) {}
