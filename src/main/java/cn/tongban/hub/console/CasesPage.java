package cn.tongban.hub.console;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageFilter;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.parcel.Parcel;
import cn.tongban.hub.parcel.Parcels;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.MaterialViews;
import cn.tongban.hub.web.PromiseViews;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A case as a story: what was told, until when it must be decided and why, its papers, what is on its way. Masked. */
@Page
class CasesPage {
    private static final int MOST = 200;
    private static final String SUBMITTED = "case.submitted";

    private final CaseQueries cases;
    private final Clocks clocks;
    private final JournalRepository journal;
    private final DeliveryQueries deliveries;
    private final Parcels parcels;
    private final MaterialViews materials;
    private final PromiseViews promises;
    private final Unmasking unmasking;

    CasesPage(CaseQueries cases, Clocks clocks, JournalRepository journal, DeliveryQueries deliveries, Parcels parcels,
            MaterialViews materials, PromiseViews promises, Unmasking unmasking) {
        this.unmasking = unmasking;
        this.cases = cases;
        this.clocks = clocks;
        this.journal = journal;
        this.deliveries = deliveries;
        this.parcels = parcels;
        this.materials = materials;
        this.promises = promises;
    }

    /** @param stops what the carrier told, oldest first */
    record Way(Parcel parcel, List<Parcels.Heard> stops) {}

    @GetMapping("/cases/{caseNo}")
    @Requires(Scope.READ)
    String one(@PathVariable String caseNo, Caller caller, Model model) {
        return page(caseNo, caller, null, null, model);
    }

    /** One value of what was handed in, for a reason. */
    @PostMapping("/cases/{caseNo}/unmask")
    @Requires(Scope.READ_PERSONAL)
    String unmask(@PathVariable String caseNo, @RequestParam String pointer, @RequestParam String reason, Caller caller,
            Model model, HttpServletResponse response, Locale locale) {
        try {
            return page(caseNo, caller, new Unmasking.Wish(pointer, reason), null, model);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(caseNo, caller, null, Texts.of(locale, e.code(), e.subject()), model);
        }
    }

    private String page(String caseNo, Caller caller, Unmasking.@Nullable Wish wish, @Nullable String error, Model model) {
        CaseSummary summary = cases.find(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
        model.addAttribute("case", summary);
        model.addAttribute("why", clocks.explain(summary));
        model.addAttribute("timeline", cases.timeline(caseNo));
        model.addAttribute("tasks", cases.openTasks(caseNo));
        model.addAttribute("ways",
                parcels.of(caseNo).stream().map(parcel -> new Way(parcel, parcels.events(parcel.orderNo()))).toList());
        model.addAttribute("materials", materials.of(caseNo));
        model.addAttribute("debts", promises.debts(caseNo));
        model.addAttribute("commitments", promises.commitments(caseNo));
        List<MessageRow> messages = journal.page(MessageFilter.ofCase(caseNo), MOST);
        Optional<MessageRow> submission = messages.stream().filter(one -> one.type().equals(SUBMITTED)).findFirst();
        submission.ifPresent(one -> unmasking.onto(model, "/cases/" + caseNo, one.id(), caller, wish));
        model.addAttribute("submission", submission.orElse(null));
        model.addAttribute("error", error);
        model.addAttribute("messages", messages);
        model.addAttribute("deliveries",
                deliveries.page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), MOST));
        return "cases/case";
    }
}
