package cn.tongban.hub;

import cn.tongban.hub.support.Digests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the trace id of the caller's {@code traceparent} (W3C Trace Context) on every log line of the request, or a new
 * one when the caller sends none or a malformed one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TraceIdFilter extends OncePerRequestFilter {
    private static final String KEY = "traceId";
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-e][0-9a-f]-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (MDC.MDCCloseable scope = MDC.putCloseable(KEY, traceId(request.getHeader("traceparent")))) {
            chain.doFilter(request, response);
        }
    }

    static String traceId(@Nullable String traceparent) {
        Matcher matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
        if (matcher.matches()) {
            return matcher.group(1);
        }
        byte[] random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return Digests.hex(random);
    }
}
