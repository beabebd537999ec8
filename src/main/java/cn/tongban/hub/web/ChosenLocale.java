package cn.tongban.hub.web;

import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/** Chinese unless the address says {@code lang=en}: hall computers often have an English system. */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class ChosenLocale implements LocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return "en".equals(request.getParameter("lang")) ? Texts.EN : Texts.ZH;
    }

    @Override
    public void setLocale(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language stands in the address");
    }
}
