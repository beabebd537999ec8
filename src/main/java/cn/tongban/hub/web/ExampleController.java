package cn.tongban.hub.web;

import cn.tongban.hub.replay.Example;
import cn.tongban.hub.replay.ExampleMaker;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Golden examples of recorded messages. */
@RestController
@RequestMapping("/api/v1/messages")
class ExampleController {
    private final ExampleMaker maker;
    private final AuditLog audit;

    ExampleController(ExampleMaker maker, AuditLog audit) {
        this.maker = maker;
        this.audit = audit;
    }

    /** @param destination for the mapping towards it; null for the one by which the message came in */
    record ExampleOrder(@Nullable String destination, @Nullable String reason) {}

    @PostMapping("/{id}/example")
    @Requires(Scope.READ_PERSONAL)
    @Operation(summary = "A golden example of this message with pseudonyms in place of people, for a reason on record")
    Example make(Caller caller, @PathVariable UUID id, @RequestBody ExampleOrder order) {
        String reason = order.reason() == null ? "" : order.reason();
        return audit.doingForAReason(caller, "message.example", id.toString(), reason,
                () -> maker.make(id, order.destination()));
    }
}
