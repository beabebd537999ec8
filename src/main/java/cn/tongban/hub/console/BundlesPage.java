package cn.tongban.hub.console;

import cn.tongban.hub.deployment.BundleShelf;
import cn.tongban.hub.deployment.Deployment;
import cn.tongban.hub.deployment.Deployments;
import cn.tongban.hub.deployment.StoredBundle;
import cn.tongban.hub.release.FileChange;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import cn.tongban.hub.web.BundleAtWork;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Bundles: which one works and who put it to work, what another one would change, and going there or back. */
@Page
@RequestMapping("/bundles")
class BundlesPage {
    private static final int MOST = 50;

    private final BundleAtWork atWork;
    private final BundleShelf shelf;
    private final Deployments deployments;
    private final Acts acts;

    BundlesPage(BundleAtWork atWork, BundleShelf shelf, Deployments deployments, Acts acts) {
        this.atWork = atWork;
        this.shelf = shelf;
        this.deployments = deployments;
        this.acts = acts;
    }

    @GetMapping
    @Requires(Scope.READ)
    String list(@RequestParam(required = false) @Nullable String done, Caller caller, Model model, Locale locale) {
        return page("done".equals(done) ? "bundle.done" : null, null, caller, model, locale);
    }

    @GetMapping("/{name}")
    @Requires(Scope.READ)
    String one(@PathVariable String name, Caller caller, Model model) {
        StoredBundle bundle = shelf.find(name);
        List<FileChange> changes = FileChange.between(atWork.parts().files(), shelf.files(bundle.digest()));
        model.addAttribute("bundle", bundle);
        model.addAttribute("changes", changes);
        model.addAttribute("active", bundle.digest().equals(active().map(Deployment::digest).orElse("")));
        model.addAttribute("mayDeploy", caller.scopes().contains(Scope.DEPLOY));
        model.addAttribute("replaces", active().map(Deployment::digest).orElse(""));
        return "bundles/bundle";
    }

    /** @param replaces what the page showed as active; with another one active nothing is done */
    @PostMapping("/{name}/deploy")
    @Requires(Scope.DEPLOY)
    String deploy(@PathVariable String name, @RequestParam String reason, @RequestParam String replaces, Caller caller,
            Model model, HttpServletResponse response, Locale locale) {
        return decide(new Act(caller, null, "bundle.deploy", name, replaces), reason, () -> deployments.deploy(
                name, caller.name(), reason.strip(), replaces.isEmpty() ? null : replaces), model, response, locale);
    }

    @PostMapping("/{name}/rollback")
    @Requires(Scope.DEPLOY)
    String rollback(@PathVariable String name, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        return decide(new Act(caller, null, "bundle.rollback", name, name), reason,
                () -> deployments.rollback(name, null, caller.name(), reason.strip()), model, response, locale);
    }

    @PostMapping("/deployments/{no}/approve")
    @Requires(Scope.APPROVE)
    String approve(@PathVariable long no, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        return decide(new Act(caller, null, "deployment.approve", Long.toString(no), no), reason,
                () -> deployments.approve(no, caller.name(), reason.strip()), model, response, locale);
    }

    @PostMapping("/deployments/{no}/reject")
    @Requires(Scope.READ)
    String reject(@PathVariable long no, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        if (!caller.scopes().contains(Scope.APPROVE)) {
            caller.require(Scope.DEPLOY);
        }
        return decide(new Act(caller, null, "deployment.reject", Long.toString(no), no), reason,
                () -> deployments.reject(no, caller.name(), reason.strip()), model, response, locale);
    }

    private String decide(Act act, String reason, Supplier<Deployment> doing, Model model, HttpServletResponse response,
            Locale locale) {
        try {
            acts.inParts(act, reason, Deployment.class, doing);
            return "redirect:/bundles?done=done";
        } catch (HubException e) {
            if (e.code() == ErrorCode.SCOPE_MISSING) {
                throw e;
            }
            response.setStatus(e.code().status());
            return page(null, Texts.of(locale, e.code(), e.subject()), act.caller(), model, locale);
        }
    }

    private String page(@Nullable String done, @Nullable String error, Caller caller, Model model, Locale locale) {
        Optional<Deployment> active = active();
        model.addAttribute("active", active.orElse(null));
        model.addAttribute("sentence", active.map(now -> Texts.of(locale, "bundles.sentence", name(now), now.askedBy()))
                .orElseGet(() -> Texts.of(locale, "bundles.none")));
        model.addAttribute("history", deployments.page(Long.MAX_VALUE, MOST));
        model.addAttribute("shelf", shelf.all(MOST));
        model.addAttribute("nodes", deployments.nodes());
        model.addAttribute("mayDeploy", caller.scopes().contains(Scope.DEPLOY));
        model.addAttribute("mayApprove", caller.scopes().contains(Scope.APPROVE));
        model.addAttribute("done", done);
        model.addAttribute("error", error);
        return "bundles/index";
    }

    private Optional<Deployment> active() {
        return deployments.active();
    }

    private static String name(Deployment deployment) {
        return deployment.label().isEmpty() ? deployment.digest().substring(0, 12) : deployment.label();
    }
}
