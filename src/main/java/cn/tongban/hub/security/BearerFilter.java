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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody into the API without a good token in the {@code Authorization} header. Addresses never carry one. */
class BearerFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(BearerFilter.class);
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final ObjectMapper json;

    BearerFilter(Tokens tokens, ObjectMapper json) {
        this.tokens = tokens;
        this.json = json;
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
            log.atWarn().addKeyValue("from", request.getRemoteAddr()).log("A request without a good token was refused");
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, new HubException(ErrorCode.TOKEN_MISSING));
            return;
        }
        Callers.admit(request, caller.get());
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
