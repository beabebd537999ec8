package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseFilter;
import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.cases.CaseTask;
import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases and what happened to them. Nothing personal: names are in the messages only. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {
    private static final Set<DeliveryState> NOT_DELIVERED = EnumSet.complementOf(EnumSet.of(DeliveryState.DELIVERED));

    private final CaseQueries cases;
    private final DeliveryQueries deliveries;
    private final MaterialViews materials;

    CaseController(CaseQueries cases, DeliveryQueries deliveries, MaterialViews materials) {
        this.materials = materials;
        this.cases = cases;
        this.deliveries = deliveries;
    }

    /**
     * @param timeline every step that was reported or derived, also those that changed nothing; the newest 5,000
     * @param materials every version of every material, oldest first, names masked
     * @param tasks what waits for a person
     * @param open deliveries of this case that have not arrived, newest first
     */
    record CaseDetail(
            CaseSummary summary,
            List<TimelineEntry> timeline,
            List<MaterialView> materials,
            List<CaseTask> tasks,
            List<DeliveryRow> open) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Cases, newest first")
    Page<CaseSummary> list(
            @RequestParam(required = false) @Nullable CaseState state,
            @RequestParam(required = false) @Nullable String origin,
            @RequestParam(required = false) @Nullable String handler,
            @ParameterObject PageRequest page) {
        return Page.of(
                cases.page(filter(state, origin, handler, page), page.sizeAndOne()),
                page.size(),
                row -> PageRequest.cursor(row.createdAt(), row.caseNo()),
                row -> row);
    }

    @GetMapping("/{caseNo}")
    @Requires(Scope.READ)
    @Operation(summary = "One case with its timeline, open tasks and open deliveries")
    CaseDetail one(@PathVariable String caseNo) {
        CaseSummary summary =
                cases.find(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
        DeliveryFilter open =
                new DeliveryFilter(null, NOT_DELIVERED, caseNo, null, null, null, null);
        return new CaseDetail(
                summary, cases.timeline(caseNo), materials.of(caseNo), cases.openTasks(caseNo), deliveries.page(open, Page.LARGEST));
    }

    private static CaseFilter filter(
            @Nullable CaseState state, @Nullable String origin, @Nullable String handler, PageRequest page) {
        List<String> before = page.beforeParts(2);
        if (before.isEmpty()) {
            return new CaseFilter(state, origin, handler, null, null);
        }
        try {
            return new CaseFilter(state, origin, handler, Instant.parse(before.get(0)), before.get(1));
        } catch (DateTimeParseException e) {
            throw PageRequest.invalid("before", "cursor");
        }
    }
}
