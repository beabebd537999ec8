package cn.tongban.hub.web;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import cn.tongban.hub.cases.CaseFilter;
import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.clock.ClockFilter;
import cn.tongban.hub.clock.Clocks;
import cn.tongban.hub.clock.KeptClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages of cases with their clocks, in the order of their coming or of their deadlines. */
@Component
public class CaseLists {
    private final CaseQueries cases;
    private final Clocks clocks;

    CaseLists(CaseQueries cases, Clocks clocks) {
        this.cases = cases;
        this.clocks = clocks;
    }

    /** @throws cn.tongban.hub.support.HubException REQUEST_INVALID for words and cursors that are none */
    public Page<CaseRow> page(CaseListQuery query, PageRequest page) {
        return query.isByDue() ? byDue(query, page) : newest(query, page);
    }

    private Page<CaseRow> newest(CaseListQuery query, PageRequest page) {
        Before<Instant> before = before(page, Instant::parse);
        CaseFilter filter =
                new CaseFilter(query.state(), query.origin(), query.handler(), before.value(), before.caseNo());
        List<CaseSummary> found = cases.page(filter, page.sizeAndOne());
        Map<String, KeptClock> kept = clocks.kept(found.stream().map(CaseSummary::caseNo).toList()).stream()
                .collect(toMap(KeptClock::caseNo, identity()));
        return Page.of(
                found,
                page.size(),
                row -> PageRequest.cursor(row.createdAt(), row.caseNo()),
                row -> CaseRow.of(row, kept.get(row.caseNo())));
    }

    private Page<CaseRow> byDue(CaseListQuery query, PageRequest page) {
        Before<LocalDate> before = before(page, LocalDate::parse);
        ClockFilter filter = new ClockFilter(
                query.wantedLight(), query.state(), query.origin(), query.handler(), before.value(), before.caseNo());
        List<KeptClock> found = clocks.page(filter, page.sizeAndOne());
        // A case is never deleted, so each clock has its case.
        Map<String, CaseSummary> summaries = cases.find(found.stream().map(KeptClock::caseNo).toList()).stream()
                .collect(toMap(CaseSummary::caseNo, identity()));
        return Page.of(
                found,
                page.size(),
                row -> PageRequest.cursor(String.valueOf(row.due()), row.caseNo()),
                row -> CaseRow.of(summaries.get(row.caseNo()), row));
    }

    /** Where the page before ended: by what the list is sorted, and the case; both null for the first page. */
    private record Before<T>(@Nullable T value, @Nullable String caseNo) {}

    private static <T> Before<T> before(PageRequest page, Function<String, T> parse) {
        List<String> parts = page.beforeParts(2);
        try {
            return parts.isEmpty() ? new Before<>(null, null) : new Before<>(parse.apply(parts.get(0)), parts.get(1));
        } catch (DateTimeParseException e) {
            throw PageRequest.invalid("before", "cursor");
        }
    }
}
