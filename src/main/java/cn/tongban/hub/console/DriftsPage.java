package cn.tongban.hub.console;

import cn.tongban.hub.drift.Drift;
import cn.tongban.hub.drift.DriftFilter;
import cn.tongban.hub.drift.Drifts;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What counterparts send and answer otherwise than they used to. */
@Page
@RequestMapping("/drifts")
class DriftsPage {
    private static final int ON_A_PAGE = 50;
    private static final Duration PUT_OFF = Duration.ofDays(7);

    private final Drifts drifts;
    private final Acts acts;
    private final Clock clock;

    DriftsPage(Drifts drifts, Acts acts, Clock clock) {
        this.drifts = drifts;
        this.acts = acts;
        this.clock = clock;
    }

    record Row(Drift drift, String words) {}

    @GetMapping
    @Requires(Scope.READ)
    String list(@RequestParam(required = false) @Nullable UUID before, Caller caller, Model model, Locale locale) {
        return page(before, null, caller, model, locale);
    }

    @PostMapping("/{id}/{decision:accept|ignore}")
    @Requires(Scope.OPERATE)
    String decide(@PathVariable UUID id, @PathVariable String decision, @RequestParam String reason, Caller caller,
            Model model, HttpServletResponse response, Locale locale) {
        Supplier<Drift> doing = decision.equals("accept")
                ? () -> drifts.accept(id, caller.name(), reason.strip())
                : () -> drifts.ignore(id, clock.instant().plus(PUT_OFF), caller.name(), reason.strip());
        try {
            acts.once(new Act(caller, null, "drift." + decision, id.toString(), decision), reason, Drift.class, doing);
            return "redirect:/drifts";
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(null, Texts.of(locale, e.code(), e.subject()), caller, model, locale);
        }
    }

    private String page(@Nullable UUID before, @Nullable String error, Caller caller, Model model, Locale locale) {
        List<Drift> found = drifts.page(new DriftFilter(null, "open", before), ON_A_PAGE + 1);
        Slice<Drift> slice = Slice.of(found, ON_A_PAGE);
        model.addAttribute("rows", slice.shown().stream().map(drift -> new Row(drift, words(drift, locale))).toList());
        model.addAttribute("older", slice.last() == null ? null : slice.last().id());
        model.addAttribute("sentence",
                found.isEmpty() ? Texts.of(locale, "drifts.none") : Texts.of(locale, "drifts.sentence", slice.shown().size()));
        model.addAttribute("light", found.isEmpty() ? "good" : "care");
        model.addAttribute("mayDecide", caller.scopes().contains(Scope.OPERATE));
        model.addAttribute("error", error);
        return "drifts/index";
    }

    private static String words(Drift drift, Locale locale) {
        return Texts.of(locale, "drift." + drift.kind().wire(), drift.place().isEmpty() ? "/" : drift.place(), drift.item(),
                drift.was(), drift.now());
    }
}
