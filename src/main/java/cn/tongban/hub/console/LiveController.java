package cn.tongban.hub.console;

import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.live.Channel;
import cn.tongban.hub.live.Pulse;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What changes on the overview, in the words of the page's language: one picture for each language, whoever looks. The
 * stream ends with its session and does not prolong it.
 */
@RestController
class LiveController {
    private static final String PATH = "/stream";

    private final Channel<String> chinese;
    private final Channel<String> english;

    LiveController(Pulse pulse, LiveOverview overview, Sessions sessions) {
        this.chinese = pulse.channel(() -> overview.parts(Texts.ZH), sessions::lasting);
        this.english = pulse.channel(() -> overview.parts(Texts.EN), sessions::lasting);
    }

    /** Nobody sits there because a page listens by itself. */
    static boolean is(HttpServletRequest request) {
        return request.getRequestURI().equals(PATH);
    }

    @GetMapping(PATH)
    @Requires(Scope.READ)
    void stream(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
        String session = SessionCookie.of(request).orElseThrow(() -> new HubException(ErrorCode.TOKEN_MISSING));
        boolean inEnglish = locale.getLanguage().equals(Texts.EN.getLanguage());
        (inEnglish ? english : chinese).open(session, request, response);
    }
}
