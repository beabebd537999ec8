package cn.tongban.hub.web;

import cn.tongban.hub.deployment.Deployment;
import cn.tongban.hub.deployment.Deployments;
import cn.tongban.hub.deployment.NodeBundle;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.ConnectorController.Reason;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Puts bundles to work on the running hub and takes them back. */
@RestController
@RequestMapping("/api/v1")
class DeploymentController {
    private static final String KEY = "Idempotency-Key";
    private static final int MOST = 200;

    private final Deployments deployments;
    private final Acts acts;

    DeploymentController(Deployments deployments, Acts acts) {
        this.deployments = deployments;
        this.acts = acts;
    }

    /** @param replaces digest that the caller believes active; with another one active nothing is done. Null: whatever is */
    record DeployOrder(@Nullable String replaces, @Nullable String reason) {}

    /** @param to bundle to go back to, by label or digest; null: the one before */
    record RollbackOrder(@Nullable String to, @Nullable String reason) {}

    /** @param deployment null before the first start */
    record Standing(@Nullable Deployment deployment, List<NodeBundle> nodes) {}

    @PostMapping("/bundles/{name}/deploy")
    @Requires(Scope.DEPLOY)
    @Operation(summary = "Put a bundle of the shelf to work; where a second person must approve, it is only proposed")
    Deployment deploy(
            Caller caller,
            @PathVariable String name,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody DeployOrder order) {
        Act act = new Act(caller, key, "bundle.deploy", name, order);
        String why = words(order.reason());
        return acts.inParts(act, why, Deployment.class, () ->
                deployments.deploy(name, caller.name(), why, order.replaces()));
    }

    @PostMapping("/bundles/{name}/rollback")
    @Requires(Scope.DEPLOY)
    @Operation(summary = "Leave this bundle, if it is the active one, and go back to the one before or a named one")
    Deployment rollback(
            Caller caller,
            @PathVariable String name,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody RollbackOrder order) {
        Act act = new Act(caller, key, "bundle.rollback", name, order);
        String why = words(order.reason());
        return acts.inParts(act, why, Deployment.class, () ->
                deployments.rollback(name, order.to(), caller.name(), why));
    }

    @PostMapping("/deployments/{no}/approve")
    @Requires(Scope.APPROVE)
    @Operation(summary = "As the second person, put a proposed bundle to work")
    Deployment approve(
            Caller caller,
            @PathVariable long no,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason reason) {
        Act act = new Act(caller, key, "deployment.approve", Long.toString(no), reason);
        String why = reason.words();
        return acts.inParts(act, why, Deployment.class, () -> deployments.approve(no, caller.name(), why));
    }

    @PostMapping("/deployments/{no}/reject")
    @Requires(Scope.READ)
    @Operation(summary = "Refuse a proposed deployment (scope approve), or take one back (scope deploy)")
    Deployment reject(
            Caller caller,
            @PathVariable long no,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Reason reason) {
        if (!caller.scopes().contains(Scope.APPROVE)) {
            caller.require(Scope.DEPLOY);
        }
        Act act = new Act(caller, key, "deployment.reject", Long.toString(no), reason);
        String why = reason.words();
        return acts.inParts(act, why, Deployment.class, () -> deployments.reject(no, caller.name(), why));
    }

    @GetMapping("/deployments")
    @Requires(Scope.READ)
    @Operation(summary = "Who put which bundle to work, when and why; newest first, 200 at most")
    List<Deployment> history(@RequestParam(defaultValue = "9223372036854775807") long before) {
        return deployments.page(before, MOST);
    }

    @GetMapping("/deployments/current")
    @Requires(Scope.READ)
    @Operation(summary = "The active deployment, and what each node runs")
    Standing current() {
        return new Standing(deployments.active().orElse(null), deployments.nodes());
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
