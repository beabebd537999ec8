package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request as a party understood it before doing anything.
 *
 * @param signature the verdict's wire name, or {@code unchecked}
 * @param document the body, a missing node when it is not JSON
 */
public record Call(WireRequest request, String signature, Finding finding, JsonNode document) {}
