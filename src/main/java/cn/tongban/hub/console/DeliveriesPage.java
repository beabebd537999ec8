package cn.tongban.hub.console;

import cn.tongban.hub.bulk.BulkGroup;
import cn.tongban.hub.bulk.BulkTasks;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Dead letters by cause, and doubts. */
@Page
class DeliveriesPage {
    private static final int ON_A_PAGE = 50;

    private final DeliveryQueries queries;
    private final BulkTasks tasks;

    DeliveriesPage(DeliveryQueries queries, BulkTasks tasks) {
        this.queries = queries;
        this.tasks = tasks;
    }

    @GetMapping("/dead-letters")
    @Requires(Scope.READ)
    String deadLetters(@RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String code, @RequestParam(required = false) @Nullable UUID before,
            Caller caller, Model model, Locale locale) {
        List<DeliveryQueries.Cause> causes = queries.causes();
        long count = causes.stream().mapToLong(DeliveryQueries.Cause::count).sum();
        model.addAttribute("causes", causes);
        model.addAttribute("sentence", count == 0 ? Texts.of(locale, "dead.none")
                : Texts.of(locale, "dead.sentence", count, causes.size()));
        model.addAttribute("light", count == 0 ? "good" : "bad");
        boolean chosen = destination != null && code != null;
        if (chosen) {
            model.addAttribute("reach", tasks.reach(new BulkGroup(destination, code, "")));
            model.addAttribute("mayDecide", caller.scopes().contains(Scope.OPERATE));
            rows(new DeliveryFilter(destination, DeliveryState.DEAD_LETTERS, null, null, code, null, before), model);
        }
        model.addAttribute("chosen", chosen);
        model.addAttribute("destination", destination);
        model.addAttribute("code", code);
        return "deliveries/dead";
    }

    @GetMapping("/doubts")
    @Requires(Scope.READ)
    String doubts(@RequestParam(required = false) @Nullable UUID before, Model model, Locale locale) {
        rows(DeliveryFilter.any().in(Set.of(DeliveryState.DOUBTFUL)), before, model);
        boolean none = ((List<?>) model.getAttribute("rows")).isEmpty();
        model.addAttribute("sentence", Texts.of(locale, none ? "doubts.none" : "doubts.sentence"));
        model.addAttribute("light", none ? "good" : "care");
        return "deliveries/doubts";
    }

    private void rows(DeliveryFilter filter, @Nullable UUID before, Model model) {
        rows(new DeliveryFilter(filter.destination(), filter.states(), filter.caseNo(), filter.type(), filter.code(),
                filter.messageId(), before), model);
    }

    private void rows(DeliveryFilter filter, Model model) {
        List<DeliveryRow> found = queries.page(filter, ON_A_PAGE + 1);
        Slice<DeliveryRow> slice = Slice.of(found, ON_A_PAGE);
        model.addAttribute("rows", slice.shown());
        model.addAttribute("older", slice.last() == null ? null : slice.last().id());
    }
}
