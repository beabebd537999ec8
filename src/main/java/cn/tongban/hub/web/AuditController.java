package cn.tongban.hub.web;

import cn.tongban.hub.security.AuditEvent;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who did what and why, newest first. */
@RestController
@RequestMapping("/api/v1/audit-events")
class AuditController {
    private final AuditLog audit;

    AuditController(AuditLog audit) {
        this.audit = audit;
    }

    @GetMapping
    @Requires(Scope.AUDIT)
    @Operation(summary = "Who did what and why, newest first")
    Page<AuditEvent> list(@ParameterObject PageRequest page) {
        return Page.of(
                audit.page(page.beforeId(), page.sizeAndOne()),
                page.size(),
                event -> PageRequest.cursor(event.id()),
                event -> event);
    }
}
