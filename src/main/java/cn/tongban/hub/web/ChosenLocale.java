package cn.tongban.hub.web;

import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Chinese unless the address says {@code lang=en} or somebody chose English before: hall computers often have an English
 * system.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
public class ChosenLocale implements LocaleResolver {
    private static final String COOKIE = "hub-lang";

    private static final String ENGLISH = "en";

    /** The name of the cookie with what somebody chose, {@code en} or {@code zh}; over TLS with the prefix that no other host can set. */
    public static String cookie(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String asked = request.getParameter("lang");
        Cookie chosen = WebUtils.getCookie(request, cookie(request));
        String wish = asked != null || chosen == null ? asked : chosen.getValue();
        return ENGLISH.equals(wish) ? Texts.EN : Texts.ZH;
    }

    @Override
    public void setLocale(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language stands in the address or the cookie");
    }
}
