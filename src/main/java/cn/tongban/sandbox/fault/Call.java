package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A request as a party understood it before doing anything.
 *
 * @param signature the verdict's wire name, or {@code unchecked}
 * @param others the further entries of a list whose first is {@code finding}
 * @param document the body, a missing node when it is not JSON
 */
public record Call(WireRequest request, String signature, Finding finding, List<Finding> others, JsonNode document) {
    public Call(WireRequest request, String signature, Finding finding, JsonNode document) {
        this(request, signature, finding, List.of(), document);
    }
}
