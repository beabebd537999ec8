package cn.tongban.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody goes on after logging in or changing the language: an address of this console and nothing else. */
final class Back {
    static final String HOME = "/";

    // No second slash or backslash: browsers would take it for another host.
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/._~%?&=+,:-]*");
    private static final int LONGEST = 500;

    private Back() {}

    static String of(HttpServletRequest request) {
        String query = request.getQueryString();
        String kept = query == null ? "" : "?" + query.replaceAll("(^|&)lang=[a-z]*", "");
        return safe(request.getRequestURI() + (kept.equals("?") ? "" : kept));
    }

    /** The address if it is ours, else the first page. */
    static String safe(@Nullable String address) {
        boolean fine = address != null && address.length() <= LONGEST && OURS.matcher(address).matches()
                && !address.startsWith("/login") && !address.startsWith("/logout");
        return fine ? address : HOME;
    }
}
