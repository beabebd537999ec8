package cn.tongban.hub.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The browser's half of a session. Over TLS it has the prefix that only a secure host may set (RFC 6265bis, section 4.1.3). */
final class SessionCookie {
    private static final String PLAIN = "hub-session";
    private static final String SECURE = "__Host-hub-session";

    private SessionCookie() {}

    static Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        return cookies == null ? Optional.empty()
                : Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(name)).map(Cookie::getValue).findFirst();
    }

    /** Lives as long as the browser; how long it counts says the hub. */
    static void give(HttpServletRequest request, HttpServletResponse response, String value) {
        set(request, response, value, Duration.ofSeconds(-1));
    }

    static void take(HttpServletRequest request, HttpServletResponse response) {
        set(request, response, "", Duration.ZERO);
    }

    private static void set(HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name(request), value).path("/").httpOnly(true)
                .secure(request.isSecure()).sameSite("Lax").maxAge(age).build().toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? SECURE : PLAIN;
    }
}
