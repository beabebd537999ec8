package cn.tongban.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who a request is from, whichever way they came in: with a token at the API, with a session at the console. */
public final class Callers {
    private static final String ATTRIBUTE = Caller.class.getName();

    private Callers() {}

    /** Only for the guard that has let this caller in. */
    public static void admit(HttpServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /** Empty for requests that nobody was let in with. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }
}
