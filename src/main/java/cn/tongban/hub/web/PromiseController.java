package cn.tongban.hub.web;

import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseFilter;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.tolerance.PromiseDesk;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Materials that are owed (容缺) and letters of commitment (告知承诺), and what people decide about them. */
@RestController
@RequestMapping("/api/v1")
class PromiseController {
    private final PromiseViews views;
    private final PromiseDesk desk;
    private final Acts acts;

    PromiseController(PromiseViews views, PromiseDesk desk, Acts acts) {
        this.views = views;
        this.desk = desk;
        this.acts = acts;
    }

    record Decision(@Nullable String reason) {
        String why() {
            return reason == null ? "" : reason.strip();
        }
    }

    /** What somebody may decide. */
    private interface Deciding {
        Promise decide(String caseNo, int no, String who, String why);
    }

    @GetMapping("/debts")
    @Requires(Scope.READ)
    @Operation(summary = "Materials that are owed, soonest due first; without a state those not settled")
    Page<PromiseView> debts(@ParameterObject PromiseListQuery query, @ParameterObject PageRequest page) {
        return page(query, PromiseKind.DEBT, page);
    }

    @GetMapping("/commitments")
    @Requires(Scope.READ)
    @Operation(summary = "Letters of commitment, soonest to be checked first; without a state those not verified")
    Page<PromiseView> commitments(@ParameterObject PromiseListQuery query, @ParameterObject PageRequest page) {
        return page(query, PromiseKind.COMMITMENT, page);
    }

    private Page<PromiseView> page(PromiseListQuery query, PromiseKind kind, PageRequest page) {
        PromiseFilter filter = query.filter(kind, page);
        return Page.of(views.page(filter, page.sizeAndOne()), page.size(),
                last -> PageRequest.cursor(last.dueDate(), last.caseNo(), last.no()), views::view);
    }

    @PostMapping("/cases/{caseNo}/debts/{no}/waive")
    @Requires(Scope.OPERATE)
    @Operation(summary = "A material that is owed is not needed any more; a decision that waited for it goes on")
    PromiseView waive(Caller caller, @PathVariable String caseNo, @PathVariable int no,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Decision wanted) {
        return decide(new Act(caller, key, "debt.waive", caseNo + "/" + no, wanted), wanted, desk::waive, caseNo, no);
    }

    @PostMapping("/cases/{caseNo}/commitments/{no}/verify")
    @Requires(Scope.OPERATE)
    @Operation(summary = "A commitment was checked and is true; of one found false this takes the finding back")
    PromiseView verify(Caller caller, @PathVariable String caseNo, @PathVariable int no,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Decision wanted) {
        return decide(new Act(caller, key, "commitment.verify", caseNo + "/" + no, wanted), wanted, desk::verify, caseNo, no);
    }

    @PostMapping("/cases/{caseNo}/commitments/{no}/false")
    @Requires(Scope.OPERATE)
    @Operation(summary = "A commitment was checked and is not true; the case is flagged")
    PromiseView findFalse(Caller caller, @PathVariable String caseNo, @PathVariable int no,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody Decision wanted) {
        return decide(new Act(caller, key, "commitment.find-false", caseNo + "/" + no, wanted), wanted, desk::findFalse,
                caseNo, no);
    }

    private PromiseView decide(Act act, Decision wanted, Deciding deciding, String caseNo, int no) {
        return acts.once(act, wanted.why(), PromiseView.class,
                () -> views.view(deciding.decide(caseNo, no, act.caller().name(), wanted.why())));
    }
}
