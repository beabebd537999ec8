package cn.tongban.hub.console;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.clock.ClockLight;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.CaseListQuery;
import cn.tongban.hub.web.CaseLists;
import cn.tongban.hub.web.CaseRow;
import cn.tongban.hub.web.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases by their coming or by their deadlines. Nothing personal. */
@Page
class CaseListPage {
    private static final int ON_A_PAGE = 50;

    private final CaseLists cases;
    private final BundleAtWork bundle;
    private final Lists lists;
    private final AuditLog audit;
    private final Say say;

    CaseListPage(CaseLists cases, BundleAtWork bundle, Lists lists, AuditLog audit, Say say) {
        this.cases = cases;
        this.bundle = bundle;
        this.lists = lists;
        this.audit = audit;
        this.say = say;
    }

    @GetMapping("/cases")
    @Requires(Scope.READ)
    String list(CaseListQuery query, @RequestParam(required = false) @Nullable String before, HttpServletRequest request,
            Model model, Locale locale) {
        var page = cases.page(query, new PageRequest(before, ON_A_PAGE));
        model.addAttribute("rows", page.items());
        model.addAttribute("first", before == null);
        model.addAttribute("query", query);
        model.addAttribute("states", CaseState.values());
        model.addAttribute("lights", ClockLight.values());
        model.addAttribute("connectors", bundle.parts().connectors().all());
        lists.head(model, request, chips(query, locale), page.next(), "/cases.csv");
        return "cases/index";
    }

    @GetMapping("/cases.csv")
    @Requires(Scope.READ)
    void csv(CaseListQuery query, Caller caller, HttpServletResponse response, Locale locale) throws IOException {
        audit.doing(caller, "export", "cases", chips(query, locale).address(), () -> "");
        List<String> head = Stream.of("messages.case", "overview.col.state", "cases.origin", "cases.handler", "cases.created",
                "cases.due", "cases.light").map(key -> Texts.of(locale, key)).toList();
        Export.send(response, "cases", head, new Pages(query), row -> cells(row, locale));
    }

    /** The list goes on by a cursor of its own, not by a row. */
    private final class Pages implements Export.Pages<CaseRow> {
        private final CaseListQuery query;
        private @Nullable String next;

        Pages(CaseListQuery query) {
            this.query = query;
        }

        @Override
        public List<CaseRow> after(@Nullable CaseRow last, int most) {
            List<CaseRow> rows = new ArrayList<>();
            do {
                var page = cases.page(query, new PageRequest(next, Math.min(ON_A_PAGE, most - rows.size())));
                rows.addAll(page.items());
                next = page.next();
            } while (next != null && rows.size() < most);
            return rows;
        }
    }

    private List<String> cells(CaseRow row, Locale locale) {
        CaseRow.RowClock clock = row.clock();
        boolean timed = clock != null && clock.due() != null;
        return List.of(row.summary().caseNo(), Texts.of(locale, row.summary().state().labelKey()),
                say.system(row.summary().origin()), say.system(row.summary().handler()), say.minute(row.summary().createdAt()),
                timed ? clock.due().toString() : "", clock == null || clock.light() == null ? ""
                        : Texts.of(locale, "clock.light." + say.lower(clock.light())));
    }

    private Chips chips(CaseListQuery query, Locale locale) {
        return new Chips("/cases")
                .and("state", query.state() == null ? null : query.state().name(),
                        query.state() == null ? "" : Texts.of(locale, query.state().labelKey()))
                .and("origin", query.origin(), Texts.of(locale, "cases.chip.origin", system(query.origin())))
                .and("handler", query.handler(), Texts.of(locale, "cases.chip.handler", system(query.handler())))
                .and("light", query.light(), query.light() == null ? "" : say.words("clock.light." + query.light(), query.light()))
                .and("sort", query.sort(), Texts.of(locale, "cases.chip.due"));
    }

    private String system(@Nullable String id) {
        return id == null ? "" : say.system(id);
    }
}
