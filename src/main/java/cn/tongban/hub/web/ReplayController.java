package cn.tongban.hub.web;

import cn.tongban.hub.deployment.BundleShelf;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.replay.Replays;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Recorded traffic through a bundle that is not at work. */
@RestController
@RequestMapping("/api/v1")
class ReplayController {
    private final Replays replays;
    private final BundleShelf shelf;
    private final AuditLog audit;
    private final Clock clock;

    ReplayController(Replays replays, BundleShelf shelf, AuditLog audit, Clock clock) {
        this.replays = replays;
        this.shelf = shelf;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param from first instant, to the one after the last; without them the last seven days
     * @param all also what passes only what both bundles share
     */
    record ReplayOrder(@Nullable Instant from, @Nullable Instant to, @Nullable String connector, @Nullable Boolean all,
            @Nullable String reason) {}

    /** The report is masked; but whoever chooses the bundle chooses what it does with the values, so it needs their right. */
    @PostMapping("/bundles/{digest}/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Scope.READ_PERSONAL)
    @Operation(summary = "Run recorded traffic through this bundle and tell what differs from the one at work")
    Replays.Status start(Caller caller, @PathVariable String digest, @RequestBody ReplayOrder order) {
        String reason = order.reason() == null ? "" : order.reason();
        boolean all = order.all() != null && order.all();
        BundleFiles candidate = shelf.files(digest);
        return audit.doingForAReason(caller, "bundle.replay", digest, reason, () -> replays.start(candidate,
                RecordingController.period(order.from(), order.to(), order.connector(), clock), all));
    }

    @GetMapping("/replays/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "How a replay stands, and its report once it is done; values masked")
    Replays.Status status(@PathVariable UUID id) {
        return replays.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }
}
