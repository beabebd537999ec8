package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.clock.ClockExplanation;
import cn.tongban.hub.clock.ClockReading;
import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.parcel.Parcels;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.promise.PromiseStatus;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cases and what happened to them. Nothing personal: names are in the messages only. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {
    private static final Set<DeliveryState> NOT_DELIVERED = EnumSet.complementOf(EnumSet.of(DeliveryState.DELIVERED));

    private final CaseQueries cases;
    private final DeliveryQueries deliveries;
    private final MaterialViews materials;
    private final Parcels parcels;
    private final PromiseViews promises;
    private final Clocks clocks;
    private final CaseLists lists;

    CaseController(
            CaseQueries cases, DeliveryQueries deliveries, MaterialViews materials, Parcels parcels, PromiseViews promises,
            Clocks clocks, CaseLists lists) {
        this.parcels = parcels;
        this.promises = promises;
        this.clocks = clocks;
        this.lists = lists;
        this.materials = materials;
        this.cases = cases;
        this.deliveries = deliveries;
    }

    /**
     * @param clock until when it must be decided, and what is left
     * @param timeline every step that was reported or derived, also those that changed nothing; the newest 5,000
     * @param materials every version of every material, oldest first, names masked
     * @param parcels what a carrier brings of it, or to it
     * @param debts materials that are owed or were (容缺), in the order in which they were told
     * @param commitments letters of commitment (告知承诺), likewise
     * @param falseCommitment one of them was found false
     * @param tasks what waits for a person
     * @param open deliveries of this case that have not arrived, newest first
     */
    record CaseDetail(
            CaseSummary summary,
            ClockReading clock,
            List<TimelineEntry> timeline,
            List<MaterialView> materials,
            List<ParcelView> parcels,
            List<PromiseView> debts,
            List<PromiseView> commitments,
            boolean falseCommitment,
            List<CaseTask> tasks,
            List<DeliveryRow> open) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(
            summary = "Cases, newest first",
            description = "With a light, or sorted by due: cases on their way that have a clock, soonest deadline first")
    Page<CaseRow> list(@ParameterObject CaseListQuery query, @ParameterObject PageRequest page) {
        return lists.page(query, page);
    }

    @GetMapping("/{caseNo}")
    @Requires(Scope.READ)
    @Operation(summary = "One case with its timeline, open tasks and open deliveries")
    CaseDetail one(@PathVariable String caseNo) {
        CaseSummary summary = summary(caseNo);
        DeliveryFilter open =
                new DeliveryFilter(null, NOT_DELIVERED, caseNo, null, null, null, null);
        List<PromiseView> commitments = promises.of(caseNo, PromiseKind.COMMITMENT);
        return new CaseDetail(summary, clocks.reading(summary), cases.timeline(caseNo), materials.of(caseNo),
                parcels.of(caseNo).stream().map(ParcelView::of).toList(),
                promises.of(caseNo, PromiseKind.DEBT), commitments,
                commitments.stream().anyMatch(one -> one.status() == PromiseStatus.FALSE),
                cases.openTasks(caseNo), deliveries.page(open, Page.LARGEST));
    }

    @GetMapping("/{caseNo}/clock")
    @Requires(Scope.READ)
    @Operation(summary = "The clock of a case, and its deadlines day by day")
    ClockExplanation clock(@PathVariable String caseNo) {
        return clocks.explain(summary(caseNo));
    }

    private CaseSummary summary(String caseNo) {
        return cases.find(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
    }
}
