package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.cases.CaseTasks;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What somebody has looked at. */
@RestController
class CaseTaskController {
    private final CaseTasks tasks;
    private final Acts acts;

    CaseTaskController(CaseTasks tasks, Acts acts) {
        this.tasks = tasks;
        this.acts = acts;
    }

    record CloseTask(@Nullable String reason) {}

    @PostMapping("/api/v1/cases/{caseNo}/tasks/{id}/close")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Close a task: somebody has looked and done what was needed")
    CaseTask close(
            Caller caller,
            @PathVariable String caseNo,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody CloseTask wanted) {
        String reason = wanted.reason() == null ? "" : wanted.reason().strip();
        Act act = new Act(caller, key, "case-task.close", caseNo + "/" + id, wanted);
        return acts.once(act, reason, CaseTask.class, () -> tasks.close(caseNo, id, caller.name(), reason));
    }
}
