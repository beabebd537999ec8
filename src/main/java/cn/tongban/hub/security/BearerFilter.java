package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody into the API without a good token in the {@code Authorization} header. Addresses never carry one. */
class BearerFilter extends OncePerRequestFilter {
    private static final String CALLER = Caller.class.getName();
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final ObjectMapper json;

    BearerFilter(Tokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
    }

    /** The caller that this filter let in; empty for requests outside the API. */
    static Optional<Caller> caller(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(CALLER));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = bearer(request).flatMap(tokens::authenticate);
        } catch (DataAccessException | TransactionException e) {
            refuse(response, new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e));
            return;
        }
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, new HubException(ErrorCode.TOKEN_MISSING));
            return;
        }
        request.setAttribute(CALLER, caller.get());
        chain.doFilter(request, response);
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        boolean usable = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return usable ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }

    private void refuse(HttpServletResponse response, HubException e) throws IOException {
        response.setStatus(e.code().status());
        response.setContentType(Problem.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), Problem.of(e));
    }
}
