package cn.tongban.hub.console;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.Session;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.alert.AlertDesk;
import cn.tongban.hub.security.Callers;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame. */
@ControllerAdvice(annotations = Page.class)
class FrameAdvice {
    private final AlertDesk alerts;
    private final Here here;

    FrameAdvice(AlertDesk alerts, Here here) {
        this.alerts = alerts;
        this.here = here;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request, Locale locale) {
        // Asked for now, because the cookie cannot be set once a long page has begun to leave.
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            token.getToken();
        }
        boolean english = locale.getLanguage().equals(Texts.EN.getLanguage());
        Optional<Session> session = SessionFilter.session(request).filter(known -> known.stage() == Stage.IN);
        List<Frame.Section> sections = Callers.of(request)
                .map(caller -> Navigation.of(caller, request.getRequestURI())).orElse(List.of());
        boolean mayRead = Callers.of(request).filter(caller -> caller.scopes().contains(Scope.READ)).isPresent();
        return new Frame(sections, here.of(request), english ? "en" : "zh-CN", english ? "zh" : "en",
                session.map(known -> known.account().name()).orElse(null),
                session.map(known -> roles(known, locale)).orElse(""),
                mayRead, mayRead ? alerts.waiting() : 0);
    }

    private static String roles(Session session, Locale locale) {
        return session.account().roles().stream().sorted().map(Role::wire).map(wire -> Texts.of(locale, "role." + wire))
                .collect(Collectors.joining(Texts.of(locale, "list.and")));
    }
}
