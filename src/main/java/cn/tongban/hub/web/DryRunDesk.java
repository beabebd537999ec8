package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.DryRun;
import cn.tongban.hub.trial.DryRunRequest;
import cn.tongban.hub.trial.DryRunner;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps a trial of the bundle at work: begun with the first dry run, exchanged when another bundle is at work. Few at
 * once, for they cost what a message costs and bring nobody's case on.
 */
@Component
class DryRunDesk {
    private static final int AT_ONCE = 2;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ActiveBundle active;
    private final CaseRecords records;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private @Nullable DryRunner trial;

    DryRunDesk(ActiveBundle active, CaseRecords records, Clock clock) {
        this.active = active;
        this.records = records;
        this.clock = clock;
    }

    /** @throws HubException OVERLOADED when others are at it; REQUEST_INVALID when nobody can tell the message's way */
    DryRun run(DryRunRequest request) {
        return on(trial -> trial.run(request));
    }

    /**
     * What a destination would get of a recorded message, beside all else that is recorded of its case.
     *
     * @param document name of its canonical schema
     * @throws HubException OVERLOADED when others are at it
     */
    DryRun deliver(Attempt attempt, String document, boolean unmasked) {
        return on(trial -> trial.deliver(attempt, document, records, unmasked));
    }

    private DryRun on(Function<DryRunner, DryRun> tried) {
        if (!places.tryAcquire()) {
            throw new HubException(ErrorCode.OVERLOADED, "", List.of(), RETRY_AFTER, null);
        }
        try {
            return tried.apply(trial());
        } finally {
            places.release();
        }
    }

    private synchronized DryRunner trial() {
        Bundle atWork = active.bundle();
        if (trial != null && !trial.digest().equals(atWork.files().digest())) {
            trial.close();
            trial = null;
        }
        if (trial == null) {
            trial = DryRunner.on(atWork, clock);
        }
        return trial;
    }

    @PreDestroy
    synchronized void close() {
        if (trial != null) {
            trial.close();
            trial = null;
        }
    }
}
