package cn.tongban.hub.console;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import cn.tongban.hub.web.Overview;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people order for an outside system: hours of maintenance, and how much it is sent. */
@Page
@RequestMapping("/connectors/{id}")
class ConnectorOrdersPage {
    private final Destinations destinations;
    private final Acts acts;
    private final ConnectorView view;

    ConnectorOrdersPage(Destinations destinations, Acts acts, ConnectorView view) {
        this.destinations = destinations;
        this.acts = acts;
        this.view = view;
    }

    /**
     * As it was typed; a page that says what is wrong shows it again.
     *
     * @param from Shanghai time, null: from now on
     * @param perSecond null: as connector.yaml says
     */
    record Typed(@Nullable LocalDateTime from, @Nullable LocalDateTime to, @Nullable Integer perSecond, @Nullable String reason) {
        @Nullable Instant begin() {
            return from == null ? null : from.atZone(Overview.ZONE).toInstant();
        }
    }

    @PostMapping("/maintenance")
    @Requires(Scope.OPERATE)
    String close(@PathVariable String id, @RequestParam LocalDateTime to, @RequestParam String reason,
            @ModelAttribute("typed") Typed typed, Caller caller, Model model, HttpServletResponse response, Locale locale) {
        Instant end = to.atZone(Overview.ZONE).toInstant();
        return doing(new Act(caller, null, "connector.maintenance", id, typed.toString()), reason,
                () -> destinations.close(id, typed.begin(), end, caller.name(), reason.strip()), model, response, locale);
    }

    @PostMapping("/maintenance/{window}/end")
    @Requires(Scope.OPERATE)
    String open(@PathVariable String id, @PathVariable UUID window, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        return doing(new Act(caller, null, "connector.maintenance-end", id, window.toString()), reason,
                () -> destinations.open(id, window, caller.name()), model, response, locale);
    }

    @PostMapping("/rate")
    @Requires(Scope.OPERATE)
    String cap(@PathVariable String id, @RequestParam String reason, @ModelAttribute("typed") Typed typed, Caller caller,
            Model model, HttpServletResponse response, Locale locale) {
        Map<String, Object> request = typed.perSecond() == null ? Map.of() : Map.of("perSecond", typed.perSecond());
        return doing(new Act(caller, null, "connector.rate", id, request), reason,
                () -> destinations.cap(id, typed.perSecond(), caller.name(), reason.strip()), model, response, locale);
    }

    private String doing(Act act, String reason, Supplier<Destinations.Status> doing, Model model,
            HttpServletResponse response, Locale locale) {
        try {
            acts.once(act, reason, Destinations.Status.class, doing);
            return "redirect:/connectors/" + act.subject() + "?done=done";
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return view.page(act.subject(), act.caller(), Texts.of(locale, e.code(), e.subject()), model);
        }
    }
}
