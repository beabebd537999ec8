package cn.tongban.hub.console;

import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.flow.CheckStep;
import cn.tongban.hub.flow.PartnerDesk;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import cn.tongban.hub.web.Overview;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The outside systems: how each stands, whether it can be reached, and a person's word on it. */
@Page
@RequestMapping("/connectors")
class ConnectorsPage {
    private final Overview overview;
    private final Destinations destinations;
    private final PartnerDesk partners;
    private final Acts acts;
    private final ConnectorView view;

    ConnectorsPage(Overview overview, Destinations destinations, PartnerDesk partners, Acts acts, ConnectorView view) {
        this.overview = overview;
        this.destinations = destinations;
        this.partners = partners;
        this.acts = acts;
        this.view = view;
    }

    @GetMapping
    @Requires(Scope.READ)
    String list(Model model, Locale locale) {
        Overview.Standing standing = overview.now();
        model.addAttribute("states", standing.connectors());
        model.addAttribute("sentence", OverviewSentence.of(standing, locale));
        model.addAttribute("light", standing.light().key());
        return "connectors/index";
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    String one(@PathVariable String id, @RequestParam(required = false) @Nullable String done, Caller caller, Model model) {
        model.addAttribute("done", "done".equals(done) ? "connector.done" : null);
        return view.page(id, caller, null, model);
    }

    /** Goes to the system's own addresses, step by step; nothing of a case leaves. */
    @PostMapping("/{id}/test")
    @Requires(Scope.ASK)
    String test(@PathVariable String id, Caller caller, Model model, Locale locale) {
        boolean english = locale.getLanguage().equals(Texts.EN.getLanguage());
        model.addAttribute("steps", partners.test(id).stream().map(step -> Step.of(step, english)).toList());
        return view.page(id, caller, null, model);
    }

    @PostMapping("/{id}/{order:pause|resume}")
    @Requires(Scope.OPERATE)
    String order(@PathVariable String id, @PathVariable String order, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        Supplier<Destinations.Status> doing = order.equals("pause")
                ? () -> destinations.pause(id, caller.name(), reason.strip())
                : () -> destinations.resume(id, caller.name(), reason.strip());
        try {
            acts.once(new Act(caller, null, "connector." + order, id, order), reason, Destinations.Status.class, doing);
            return "redirect:/connectors/" + id + "?done=done";
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return view.page(id, caller, Texts.of(locale, e.code(), e.subject()), model);
        }
    }

    /** @param light shape and colour of how the step ended */
    record Step(String name, String light, String words, long millis) {
        static Step of(CheckStep step, boolean english) {
            String light = switch (step.verdict()) {
                case OK -> "good";
                case WARNING -> "care";
                case FAILED -> "bad";
                case SKIPPED -> "waiting";
            };
            return new Step(step.name(), light, english ? step.en() : step.zh(), step.millis());
        }
    }
}
