package cn.tongban.hub.source;

import cn.tongban.hub.flow.Taken;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Brings what a source read to its commit, however long the hub's database is away, and counts what became of it. */
final class Committing {
    private static final Logger log = LoggerFactory.getLogger(Committing.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String source;
    private final MeterRegistry meters;

    Committing(String source, MeterRegistry meters) {
        this.source = source;
        this.meters = meters;
    }

    /**
     * Returns after the work was done once without a failure that passes by itself.
     *
     * @throws TermOver when somebody else reads now; nothing was committed
     */
    void untilDone(Term term, Runnable work) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (!term.held()) {
                throw new TermOver(source, term.epoch());
            }
            try {
                term.undisturbed(work);
                return;
            } catch (HubException e) {
                if (e.code().kind() != ErrorKind.RETRY) {
                    throw e;
                }
                log.atInfo().addKeyValue("source", source)
                        .log("A batch of {} was not taken ({}); the same batch again in {}", source, e.code().code(), pause);
            } catch (DataAccessException e) {
                log.atInfo().addKeyValue("source", source)
                        .log("The database did not answer {}; the same batch again in {}", source, pause);
            }
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    void count(List<Taken> taken) {
        for (Taken one : taken) {
            String outcome = one instanceof Taken.Recorded recorded
                    ? recorded.repeated() ? "repeated" : "recorded"
                    : "refused";
            meters.counter("hub.source.items", "connector", source, "outcome", outcome).increment();
        }
    }
}
