package cn.tongban.hub.console;

import cn.tongban.hub.alert.AlertWords;
import cn.tongban.hub.alert.Expectations;
import cn.tongban.hub.alert.Flow;
import cn.tongban.hub.alert.FlowDay;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What each flow is expected to bring in each hour: learned, or said by somebody. */
@Page
@RequestMapping("/alerts/expectations")
class ExpectationsPage {
    private final Expectations expectations;
    private final AlertWords words;
    private final Acts acts;

    ExpectationsPage(Expectations expectations, AlertWords words, Acts acts) {
        this.expectations = expectations;
        this.words = words;
        this.acts = acts;
    }

    /** A flow in words. */
    record Row(Expectations.Expected expected, String name) {}

    /** What is chosen in the form. */
    record Choice(String value, String name) {}

    @GetMapping
    @Requires(Scope.READ)
    String list(Caller caller, Model model, Locale locale) {
        return page(null, caller, model, locale);
    }

    /** @param least empty: back to what was learned */
    @PostMapping
    @Requires(Scope.OPERATE)
    String declare(@RequestParam String flow, @RequestParam String day, @RequestParam int from, @RequestParam int to,
            @RequestParam(required = false) @Nullable Integer least, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        try {
            Flow meant = flow(flow);
            FlowDay kind = Arrays.stream(FlowDay.values()).filter(one -> one.wire().equals(day)).findFirst()
                    .orElseThrow(() -> new HubException(ErrorCode.REQUEST_INVALID, "day"));
            String subject = meant.subject() + " " + day + " " + from + "-" + to + " " + (least == null ? "learned" : least);
            acts.once(new Act(caller, null, "alert.declare", subject, subject), reason, Flow.class,
                    () -> expectations.declare(meant, kind, from, to, least, caller.name()));
            return "redirect:/alerts/expectations";
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(Texts.of(locale, e.code(), e.subject()), caller, model, locale);
        }
    }

    private String page(@Nullable String error, Caller caller, Model model, Locale locale) {
        List<Row> rows = expectations.all().stream()
                .map(one -> new Row(one, words.name(one.flow().subject(), locale))).toList();
        long judged = rows.stream().filter(row -> row.expected().known()).map(row -> row.expected().flow()).distinct().count();
        List<Choice> flows = rows.stream().map(row -> new Choice(row.expected().flow().subject(), row.name())).distinct().toList();
        model.addAttribute("rows", rows);
        model.addAttribute("flows", flows);
        model.addAttribute("sentence", rows.isEmpty() ? Texts.of(locale, "expectations.none")
                : Texts.of(locale, "expectations.sentence", flows.size(), judged));
        model.addAttribute("mayDeclare", caller.scopes().contains(Scope.OPERATE));
        model.addAttribute("error", error);
        return "alerts/expectations";
    }

    private static Flow flow(String subject) {
        int space = subject.indexOf(' ');
        if (space < 1) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "flow");
        }
        return new Flow(subject.substring(0, space), subject.substring(space + 1));
    }
}
