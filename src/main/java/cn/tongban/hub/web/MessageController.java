package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageFilter;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.journal.Payload;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recorded messages with all that happened to them. */
@RestController
@RequestMapping("/api/v1/messages")
class MessageController {
    private final JournalRepository journal;
    private final DeliveryQueries deliveries;
    private final Payloads payloads;
    private final AuditLog audit;

    MessageController(JournalRepository journal, DeliveryQueries deliveries, Payloads payloads, AuditLog audit) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.payloads = payloads;
        this.audit = audit;
    }

    /**
     * @param document the canonical document, masked; null once its retention has passed
     * @param deliveries one per destination, with their hops
     */
    record MessageDetail(MessageRow message, @Nullable JsonNode document, List<DeliveryDetail> deliveries) {}

    record Unmasking(@Nullable String reason) {}

    /**
     * @param document the canonical document as it is; null once its retention has passed
     * @param original the bytes as received, read as UTF-8
     */
    record UnmaskedMessage(UUID id, @Nullable JsonNode document, @Nullable String original) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Recorded messages, newest first")
    Page<MessageRow> list(
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable String caseNo,
            @ParameterObject PageRequest page) {
        return Page.of(
                journal.page(new MessageFilter(connector, caseNo, null, null, null, page.beforeId()), page.sizeAndOne()),
                page.size(),
                message -> PageRequest.cursor(message.id()),
                message -> message);
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One message with its masked document, its deliveries and their hops")
    MessageDetail one(@PathVariable UUID id) {
        MessageRow message = find(id);
        List<DeliveryDetail> found =
                deliveries.page(DeliveryFilter.any().ofMessage(id), Page.LARGEST).stream()
                        .map(delivery -> new DeliveryDetail(delivery, deliveries.hops(delivery.id())))
                        .toList();
        return new MessageDetail(message, payloads.masked(id).orElse(null), found);
    }

    /** Shows one message as it is. Who looked and why is on record before anything is shown. */
    @PostMapping("/{id}/unmask")
    @Requires(Scope.READ_PERSONAL)
    @Operation(summary = "One message as it is, for a reason that goes on record")
    UnmaskedMessage unmask(Caller caller, @PathVariable UUID id, @RequestBody Unmasking unmasking) {
        find(id);
        String reason = unmasking.reason() == null ? "" : unmasking.reason();
        return audit.doingForAReason(caller, "message.unmask", id.toString(), reason, () -> {
            Payload payload = payloads.payload(id).orElse(new Payload("", null, null));
            byte[] original = payload.original();
            return new UnmaskedMessage(
                    id,
                    Payloads.canonical(payload).orElse(null),
                    original == null ? null : new String(original, StandardCharsets.UTF_8));
        });
    }

    private MessageRow find(UUID id) {
        return journal.find(id).orElseThrow(() -> new HubException(ErrorCode.MESSAGE_UNKNOWN, id.toString()));
    }
}
