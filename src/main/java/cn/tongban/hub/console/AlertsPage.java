package cn.tongban.hub.console;

import cn.tongban.hub.alert.Alert;
import cn.tongban.hub.alert.AlertDesk;
import cn.tongban.hub.alert.AlertState;
import cn.tongban.hub.alert.AlertWords;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** What a person should look at now, who does, and what is over. */
@Page
@RequestMapping("/alerts")
class AlertsPage {
    private static final int MOST_OPEN = 200;
    private static final int ON_A_PAGE = 30;
    private static final int NOTICES = 10;

    private final AlertDesk desk;
    private final Acts acts;
    private final AuditLog audit;
    private final AlertWords words;
    private final Clock clock;

    AlertsPage(AlertDesk desk, Acts acts, AuditLog audit, AlertWords words, Clock clock) {
        this.desk = desk;
        this.acts = acts;
        this.audit = audit;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Scope.READ)
    String list(@RequestParam(required = false) @Nullable UUID before, @RequestParam(required = false) @Nullable String done,
            Caller caller, Model model, Locale locale) {
        List<Alert> open = desk.open(null, MOST_OPEN);
        Slice<Alert> past = Slice.of(desk.ended(before, ON_A_PAGE + 1), ON_A_PAGE);
        List<AlertRow> rows = open.stream().map(alert -> AlertRow.of(alert, words, locale)).toList();
        long called = rows.stream().filter(row -> !row.light().equals("waiting")).count();
        boolean severe = rows.stream().anyMatch(row -> row.light().equals("bad"));
        model.addAttribute("rows", rows);
        model.addAttribute("light", severe ? "bad" : called > 0 ? "care" : rows.isEmpty() ? "good" : "waiting");
        model.addAttribute("sentence", sentence(called, rows.size() - called, locale));
        model.addAttribute("past", past.shown().stream().map(alert -> AlertRow.of(alert, words, locale)).toList());
        model.addAttribute("older", past.last() == null ? null : past.last().id());
        model.addAttribute("first", before == null);
        model.addAttribute("tells", desk.tells());
        model.addAttribute("notices", desk.notices(NOTICES));
        model.addAttribute("mayAct", caller.scopes().contains(Scope.OPERATE));
        model.addAttribute("done", "tested".equals(done) ? "alerts.tested" : null);
        return "alerts/index";
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    String one(@PathVariable UUID id, Caller caller, Model model, Locale locale) {
        return page(id, null, caller, model, locale);
    }

    /** @param hours for how long it is muted */
    @PostMapping("/{id}/{deed:acknowledge|mute|unmute}")
    @Requires(Scope.OPERATE)
    String act(@PathVariable UUID id, @PathVariable String deed, @RequestParam String reason,
            @RequestParam(defaultValue = "24") int hours, @RequestParam(defaultValue = "false") boolean whole, Caller caller,
            Model model, HttpServletResponse response, Locale locale) {
        String why = reason.strip();
        Instant until = clock.instant().plus(Duration.ofHours(hours));
        Supplier<Alert> doing = switch (deed) {
            case "acknowledge" -> () -> desk.acknowledge(id, caller.name(), why);
            case "mute" -> () -> desk.mute(id, whole, until, caller.name(), why);
            default -> () -> desk.unmute(id);
        };
        try {
            acts.once(new Act(caller, null, "alert." + deed, id.toString(), deed), reason, Alert.class, doing);
            return "redirect:/alerts/" + id;
        } catch (HubException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                throw e;
            }
            response.setStatus(e.code().status());
            return page(id, Texts.of(locale, e.code(), e.subject()), caller, model, locale);
        }
    }

    /** Tells everybody who would be told, and says that it is a test. */
    @PostMapping("/test")
    @Requires(Scope.OPERATE)
    String test(Caller caller) {
        audit.doing(caller, "alert.test", "", "", desk::test);
        return "redirect:/alerts?done=tested";
    }

    private String page(UUID id, @Nullable String error, Caller caller, Model model, Locale locale) {
        Alert alert = desk.get(id);
        boolean may = caller.scopes().contains(Scope.OPERATE) && alert.state() != AlertState.ENDED;
        model.addAttribute("row", AlertRow.of(alert, words, locale));
        model.addAttribute("mayAcknowledge", may && alert.state() == AlertState.RAISED);
        model.addAttribute("mayMute", may && alert.mutedUntil() == null);
        model.addAttribute("mayUnmute", may && alert.mutedUntil() != null);
        model.addAttribute("error", error);
        return "alerts/alert";
    }

    private static String sentence(long called, long quiet, Locale locale) {
        if (called == 0 && quiet == 0) {
            return Texts.of(locale, "alerts.none");
        }
        return called == 0 ? Texts.of(locale, "alerts.sentence.quiet", quiet)
                : Texts.of(locale, "alerts.sentence", called, quiet);
    }
}
