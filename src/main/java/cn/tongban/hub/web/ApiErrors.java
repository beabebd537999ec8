package cn.tongban.hub.web;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Problem;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every failure behind the servlet into a problem document, once. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<Problem> hub(HubException e) {
        if (e.code() == ErrorCode.INTERNAL) {
            LOG.atError().setCause(e).log("An API request failed; the caller was told to ask the administrator");
        }
        return answer(e, e.retryAfter().orElse(e.code().status() == 503 ? RETRY_AFTER : Duration.ZERO));
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        QueryTimeoutException.class,
        ConcurrencyFailureException.class,
        TransactionException.class
    })
    ResponseEntity<Problem> database(RuntimeException e) {
        LOG.atWarn().setCause(e).log("The database did not answer an API request; the caller was asked to repeat it");
        return answer(new HubException(ErrorCode.DATABASE_UNAVAILABLE), RETRY_AFTER);
    }

    @ExceptionHandler
    ResponseEntity<Problem> type(MethodArgumentTypeMismatchException e) {
        return refused(ErrorCode.REQUEST_INVALID, e.getName(), List.of(new Place("/" + e.getName(), "type", "")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> missing(MissingRequestValueException e) {
        return refused(ErrorCode.REQUEST_INVALID, "", List.of(new Place("", "required", "")));
    }

    @ExceptionHandler
    ResponseEntity<Problem> binding(BindException e) {
        List<Place> places = e.getFieldErrors().stream()
                .map(f -> new Place("/" + f.getField(), "invalid", ""))
                .toList();
        return refused(ErrorCode.REQUEST_INVALID, "", places);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException e) {
        if (e.getMostSpecificCause() instanceof HubException hub) {
            return hub(hub);
        }
        if (e.getMostSpecificCause() instanceof StreamConstraintsException beyond) {
            boolean deep = beyond.getMessage().contains("nesting depth");
            return refused(deep ? ErrorCode.BODY_TOO_DEEP : ErrorCode.BODY_TOO_LARGE, "", List.of());
        }
        if (e.getCause() instanceof JsonMappingException mapping) {
            String pointer = mapping.getPath().stream()
                    .map(ref -> "/" + (ref.getFieldName() == null ? ref.getIndex() : ref.getFieldName()))
                    .collect(Collectors.joining());
            return refused(ErrorCode.REQUEST_INVALID, pointer, List.of(new Place(pointer, "type", "")));
        }
        return refused(ErrorCode.BODY_NOT_JSON, "", List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> method(HttpRequestMethodNotSupportedException e) {
        return refused(ErrorCode.METHOD_NOT_ALLOWED, e.getMethod(), List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> nothing(NoResourceFoundException e) {
        return refused(ErrorCode.NOT_FOUND, "", List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> media(HttpMediaTypeNotSupportedException e) {
        return refused(
                e.getContentType() == null ? ErrorCode.CONTENT_TYPE_MISSING : ErrorCode.CONTENT_TYPE_UNSUPPORTED,
                "",
                List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e) {
        return refused(ErrorCode.REQUEST_INVALID, "Accept", List.of());
    }

    @ExceptionHandler
    ResponseEntity<Problem> unexpected(Exception e) {
        return hub(new HubException(ErrorCode.INTERNAL, "", e));
    }

    private static ResponseEntity<Problem> refused(ErrorCode code, String subject, List<Place> places) {
        return answer(new HubException(code, subject, places), Duration.ZERO);
    }

    private static ResponseEntity<Problem> answer(HubException e, Duration retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(e.code().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (!retryAfter.isZero()) {
            answer.header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body(Problem.of(e));
    }
}
