package cn.tongban.hub.console;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** A page instead of a problem document: what happened, what to do, and a number to quote. */
@ControllerAdvice(annotations = Page.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConsoleErrors {
    private static final Logger log = LoggerFactory.getLogger(ConsoleErrors.class);

    private final FrameAdvice frames;

    ConsoleErrors(FrameAdvice frames) {
        this.frames = frames;
    }

    @ExceptionHandler
    ModelAndView hub(HubException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        if (e.code() == ErrorCode.INTERNAL) {
            log.atError().setCause(e).log("A page failed");
        }
        return page(e, request, response, locale);
    }

    @ExceptionHandler({MissingRequestValueException.class, MethodArgumentTypeMismatchException.class, BindException.class})
    ModelAndView wrong(Exception e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return page(new HubException(ErrorCode.NOT_FOUND), request, response, locale);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ModelAndView database(RuntimeException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        log.atWarn().setCause(e).log("The database did not answer a page");
        return page(new HubException(ErrorCode.DATABASE_UNAVAILABLE), request, response, locale);
    }

    @ExceptionHandler
    ModelAndView unexpected(Exception e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        return hub(new HubException(ErrorCode.INTERNAL, "", e), request, response, locale);
    }

    ModelAndView page(HubException e, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        response.setStatus(e.code().status());
        ModelAndView page = new ModelAndView("frame/error");
        page.addObject("frame", frames.frame(request, locale));
        page.addObject("status", e.code().status());
        boolean forbidden = e.code() == ErrorCode.SCOPE_MISSING;
        page.addObject("sentence", forbidden ? Texts.of(locale, "page.forbidden") : Texts.of(locale, e.code(), e.subject()));
        page.addObject("number", MDC.get("traceId"));
        return page;
    }
}
