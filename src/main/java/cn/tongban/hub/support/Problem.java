package cn.tongban.hub.support;

import java.util.List;
import java.util.Objects;
import org.slf4j.MDC;

/**
 * The body of every error answer (RFC 9457, {@code application/problem+json}), at the doors and in the management API
 * alike.
 *
 * @param type a stable name for machines
 * @param title the code in words
 * @param detail what happened and what to do, in Chinese
 * @param detailEn the same in English
 * @param code {@link ErrorCode#code()}
 * @param places the exact places, empty if the whole request is meant
 * @param traceId the number to quote when asking about it; empty outside a request
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String detailEn,
        String code,
        List<Place> places,
        String traceId) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where the request's filter puts its trace id for the log. */
    private static final String TRACE_ID = "traceId";

    public static Problem of(HubException e) {
        return of(e.code(), e.subject(), e.places());
    }

    public static Problem of(ErrorCode code, String subject, List<Place> places) {
        String words = code.code().replace('-', ' ');
        return new Problem(
                "urn:tongban:error:" + code.code(),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                code.status(),
                Texts.of(Texts.ZH, code, subject),
                Texts.of(Texts.EN, code, subject),
                code.code(),
                List.copyOf(places),
                Objects.requireNonNullElse(MDC.get(TRACE_ID), ""));
    }
}
