package cn.tongban.hub.console;

import cn.tongban.hub.security.AuditEvent;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody did, newest first. Nothing here can be changed or removed. */
@Page
class AuditPage {
    private static final int ON_A_PAGE = 50;

    private final AuditLog audit;

    AuditPage(AuditLog audit) {
        this.audit = audit;
    }

    record Row(String at, String actor, String act, String subject, String reason) {}

    @GetMapping("/audit")
    @Requires(Scope.AUDIT)
    String list(@RequestParam(required = false) @Nullable UUID before, Model model, Locale locale) {
        List<AuditEvent> found = audit.page(before, ON_A_PAGE + 1);
        Slice<AuditEvent> slice = Slice.of(found, ON_A_PAGE);
        model.addAttribute("rows", slice.shown().stream().map(event -> new Row(OverviewView.minute(event.at()), event.actor(),
                act(event.action(), locale), event.subject(), event.reason())).toList());
        model.addAttribute("older", slice.last() == null ? null : slice.last().id());
        return "audit/index";
    }

    private static String act(String action, Locale locale) {
        try {
            return Texts.of(locale, "act." + action);
        } catch (MissingResourceException e) {
            return action;
        }
    }
}
