package cn.tongban.hub.console;

import cn.tongban.hub.security.Open;
import cn.tongban.hub.web.ChosenLocale;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Another language from now on, on this computer. */
@Page
class LanguageController {
    private static final Duration KEPT = Duration.ofDays(365);

    @PostMapping("/login/language")
    @Open
    String choose(@RequestParam String lang, @RequestParam(required = false) @Nullable String back, HttpServletRequest request,
            HttpServletResponse response) {
        String value = lang.equals("en") ? "en" : "zh";
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(ChosenLocale.cookie(request), value).path("/").httpOnly(true)
                .secure(request.isSecure()).sameSite("Lax").maxAge(KEPT).build().toString());
        boolean door = back != null && back.startsWith("/login");
        return "redirect:" + (door ? "/login" : Back.safe(back));
    }
}
