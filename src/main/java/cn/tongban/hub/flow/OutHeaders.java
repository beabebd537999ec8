package cn.tongban.hub.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Which headers of a Camel message may go out, and which of an answer come back. An allow-list in both directions: what
 * Camel itself understands ({@code CamelHttpUri} and its case variants) is on neither.
 */
final class OutHeaders {
    static final String RETRY_AFTER = "Retry-After";
    static final String CONTENT_TYPE = "Content-Type";

    private static final Set<String> ALLOWED =
            Set.of("accept", "accept-language", "authorization", "content-type", "idempotency-key", "soapaction");
    private static final Pattern OWN = Pattern.compile("x-[a-z0-9-]{1,60}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,2000}");

    private OutHeaders() {}

    static boolean mayLeave(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALLOWED.contains(lower) || OWN.matcher(lower).matches();
    }

    /** The headers that a Kamelet set for its call. A value with a line end is left out: it would be a header of its own. */
    static List<Map.Entry<String, String>> of(Message message) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        message.getHeaders().forEach((name, value) -> {
            String text = String.valueOf(value);
            if (value != null && mayLeave(name) && VALUE.matcher(text).matches()) {
                headers.add(Map.entry(name, text));
            }
        });
        return headers;
    }

    /** Puts the answer in place of the request; of its headers only two survive. */
    static void answer(Message message, OutAnswer answer) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (answer.contentType() != null) {
            message.setHeader(CONTENT_TYPE, answer.contentType());
        }
        if (answer.retryAfter() != null) {
            message.setHeader(RETRY_AFTER, answer.retryAfter());
        }
        message.setBody(answer.body());
    }
}
