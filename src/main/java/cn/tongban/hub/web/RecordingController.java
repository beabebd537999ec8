package cn.tongban.hub.web;

import cn.tongban.hub.replay.Period;
import cn.tongban.hub.replay.TimeMachine;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recorded traffic as it is, for a replay on another machine. */
@RestController
@RequestMapping("/api/v1/recordings")
class RecordingController {
    private static final Logger log = LoggerFactory.getLogger(RecordingController.class);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final long MOST = 5_000_000;

    private final TimeMachine machine;
    private final AuditLog audit;
    private final Clock clock;
    // Two at once would read the database for nobody's good.
    private final Semaphore one = new Semaphore(1);

    RecordingController(TimeMachine machine, AuditLog audit, Clock clock) {
        this.machine = machine;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param from first instant, to the one after the last; without them the last seven days
     * @param connector only what came from it or goes to it
     * @param most pieces of traffic
     * @param reason goes on record
     */
    record Wanted(@Nullable Instant from, @Nullable Instant to, @Nullable String connector, @Nullable Long most,
            @Nullable String reason) {
        Period period(Clock clock) {
            return RecordingController.period(from, to, connector, clock);
        }
    }

    /** @throws HubException REQUEST_INVALID for one that is empty or longer than a year */
    static Period period(@Nullable Instant from, @Nullable Instant to, @Nullable String connector, Clock clock) {
        Instant end = to == null ? clock.instant().plusMillis(1) : to;
        Instant start = from == null ? end.minus(Duration.ofDays(7)) : from;
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw PageRequest.invalid("from", "period");
        }
        return new Period(start, end, connector);
    }

    /** Lines of JSON: the bundle at work, then the traffic. Who took it and why is on record before the first one leaves. */
    @PostMapping
    @Requires(Scope.READ_PERSONAL)
    @Operation(summary = "Recorded traffic with the bundle at work, as lines of JSON, for a reason that goes on record")
    void record(Caller caller, @RequestBody Wanted wanted, HttpServletResponse response) {
        Period period = wanted.period(clock);
        long most = wanted.most() == null ? MOST : Math.min(MOST, Math.max(0, wanted.most()));
        String reason = wanted.reason() == null ? "" : wanted.reason();
        String subject = period.from() + "/" + period.to() + (period.connector() == null ? "" : " " + period.connector());
        audit.doingForAReason(caller, "recording.take", subject, reason, () -> period);
        if (!one.tryAcquire()) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "a recording is taken");
        }
        try {
            response.setContentType("application/x-ndjson");
            response.setHeader("Content-Disposition", "attachment; filename=\"recording.jsonl\"");
            response.setHeader("Cache-Control", "no-store");
            machine.record(period, most, response.getOutputStream());
        } catch (IOException e) {
            // Its last line is missing, so the reader knows, too.
            log.info("A recording broke off");
        } finally {
            one.release();
        }
    }
}
