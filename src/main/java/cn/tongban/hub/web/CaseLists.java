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
import org.springframework.stereotype.Component;

/** Pages of cases with their clocks, in the order of their coming or of their deadlines. */
@Component
class CaseLists {
    private final CaseQueries cases;
    private final Clocks clocks;

    CaseLists(CaseQueries cases, Clocks clocks) {
        this.cases = cases;
        this.clocks = clocks;
    }

    Page<CaseRow> newest(CaseListQuery query, PageRequest page) {
        List<String> before = page.beforeParts(2);
        CaseFilter filter = before.isEmpty()
                ? new CaseFilter(query.state(), query.origin(), query.handler(), null, null)
                : new CaseFilter(query.state(), query.origin(), query.handler(), parsed(before.get(0), Instant::parse),
                        before.get(1));
        List<CaseSummary> found = cases.page(filter, page.sizeAndOne());
        Map<String, KeptClock> kept = clocks.kept(found.stream().map(CaseSummary::caseNo).toList()).stream()
                .collect(toMap(KeptClock::caseNo, identity()));
        return Page.of(
                found,
                page.size(),
                row -> PageRequest.cursor(row.createdAt(), row.caseNo()),
                row -> CaseRow.of(row, kept.get(row.caseNo())));
    }

    Page<CaseRow> byDue(CaseListQuery query, PageRequest page) {
        List<String> before = page.beforeParts(2);
        ClockFilter filter = before.isEmpty()
                ? new ClockFilter(query.wantedLight(), query.state(), query.origin(), query.handler(), null, null)
                : new ClockFilter(query.wantedLight(), query.state(), query.origin(), query.handler(),
                        parsed(before.get(0), LocalDate::parse), before.get(1));
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

    private static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException e) {
            throw PageRequest.invalid("before", "cursor");
        }
    }
}
