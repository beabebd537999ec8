package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Compares what a method {@linkplain Requires requires} with what the caller has. Closed where nothing is said. */
class ScopeInterceptor implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(ScopeInterceptor.class);
    private static final String OURS = "cn.tongban.hub.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            if (method.hasMethodAnnotation(Open.class)) {
                return true;
            }
            Requires requires = method.getMethodAnnotation(Requires.class);
            if (requires == null) {
                throw new HubException(ErrorCode.SCOPE_MISSING, "none");
            }
            Caller caller = Callers.of(request).orElseThrow(() -> new HubException(ErrorCode.TOKEN_MISSING));
            if (!caller.scopes().contains(requires.value())) {
                log.atWarn().addKeyValue("who", caller.name()).addKeyValue("scope", requires.value().wire())
                        .addKeyValue("method", method.getShortLogMessage()).log("Somebody asked for what is not allowed");
            }
            caller.require(requires.value());
        }
        return true;
    }
}
