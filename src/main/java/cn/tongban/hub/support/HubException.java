package cn.tongban.hub.support;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one exception of the hub. Its message holds the code and an identifier at most, never personal data or a body,
 * so that it may be logged anywhere.
 */
public final class HubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String subject;
    private final transient List<Place> places;
    private final Duration retryAfter;

    public HubException(ErrorCode code) {
        this(code, "", List.of(), null, null);
    }

    /** @param subject a non-personal name the sentence may quote: an item code, a connector id, a mapping path */
    public HubException(ErrorCode code, String subject) {
        this(code, subject, List.of(), null, null);
    }

    public HubException(ErrorCode code, String subject, Throwable cause) {
        this(code, subject, List.of(), null, cause);
    }

    public HubException(ErrorCode code, String subject, List<Place> places) {
        this(code, subject, places, null, null);
    }

    public HubException(ErrorCode code, String subject, List<Place> places, Duration retryAfter, Throwable cause) {
        super(code.code() + (subject.isEmpty() ? "" : ": " + subject), cause);
        this.code = code;
        this.subject = subject;
        this.places = List.copyOf(places);
        this.retryAfter = retryAfter;
    }

    public ErrorCode code() {
        return code;
    }

    public String subject() {
        return subject;
    }

    public List<Place> places() {
        return places == null ? List.of() : places;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
