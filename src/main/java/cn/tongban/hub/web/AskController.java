package cn.tongban.hub.web;

import cn.tongban.hub.flow.Answered;
import cn.tongban.hub.flow.PartnerAsks;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions and orders of people to partners, besides deliveries. Answers are shown as they are and kept nowhere. */
@RestController
@RequestMapping("/api/v1/connectors/{id}/asks")
class AskController {
    private static final int LARGEST = 64 * 1024;

    private final PartnerAsks asks;
    private final AuditLog audit;

    AskController(PartnerAsks asks, AuditLog audit) {
        this.asks = asks;
        this.audit = audit;
    }

    /** @param document what the question needs to know; its contract is the connector's */
    record Ask(@Nullable JsonNode document, @Nullable String reason) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "What a connector can be asked")
    Set<String> questions(@PathVariable String id) {
        return asks.questions(id);
    }

    @PostMapping("/{question}")
    @Requires(Scope.ASK)
    @Operation(
            summary = "Ask a partner, or give it an order, now",
            description = "On record before it is asked. The answer may hold personal data; nothing of it is kept")
    Answered ask(Caller caller, @PathVariable String id, @PathVariable String question, @RequestBody Ask ask) {
        JsonNode document = ask.document() == null ? JsonNodeFactory.instance.objectNode() : ask.document();
        if (document.toString().length() > LARGEST) {
            throw new HubException(ErrorCode.BODY_TOO_LARGE, LARGEST + " characters");
        }
        String reason = ask.reason() == null ? "" : ask.reason();
        audit.doingForAReason(caller, "connector.ask", id + "/" + question, reason, () -> ask);
        return asks.ask(id, question, document);
    }
}
