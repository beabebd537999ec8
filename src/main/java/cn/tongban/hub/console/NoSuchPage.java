package cn.tongban.hub.console;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.support.RequestContextUtils;

/** For somebody who is in, an address that leads nowhere is a page as well; for all others the problem document stands. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class NoSuchPage implements HandlerExceptionResolver {
    private final ConsoleErrors errors;

    NoSuchPage(ConsoleErrors errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        boolean nowhere = e instanceof NoResourceFoundException || e instanceof HttpRequestMethodNotSupportedException;
        if (!nowhere || SessionFilter.session(request).isEmpty()) {
            return null;
        }
        return errors.page(new HubException(ErrorCode.NOT_FOUND), request, response, RequestContextUtils.getLocale(request));
    }
}
