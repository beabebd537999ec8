package cn.tongban.hub.console;

import cn.tongban.hub.account.Session;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.security.Callers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Recognises the session of a request. Somebody who is only half-way in is nobody yet. */
final class SessionFilter extends OncePerRequestFilter {
    /** What a page asks by itself carries this header and does not count as somebody sitting there. */
    static final String BY_ITSELF = "X-Hub-Poll";

    private static final String SESSION = Session.class.getName();

    private final Sessions sessions;

    SessionFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The session of this request, whole or half-way. */
    static Optional<Session> session(HttpServletRequest request) {
        return Optional.ofNullable((Session) request.getAttribute(SESSION));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean alone = request.getHeader(BY_ITSELF) != null || LiveController.is(request);
        SessionCookie.of(request).flatMap(cookie -> alone ? sessions.glance(cookie) : sessions.find(cookie))
                .ifPresent(session -> admit(request, session));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void admit(HttpServletRequest request, Session session) {
        request.setAttribute(SESSION, session);
        if (session.stage() == Stage.IN) {
            Callers.admit(request, session.account().caller());
            SecurityContextHolder.getContext().setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(session.account().login(), null, List.of()));
        }
    }
}
