package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.RestoreMark;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first start after a restore. What the backup believed to be undelivered may have been delivered between it and the
 * loss, so it is in doubt: a destination that can be asked is asked, for one that cannot a person decides, and only one that
 * recognises repeats is sent it again.
 */
final class AfterRestore implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AfterRestore.class);

    private final Path data;
    private final DeliveryRules rules;
    private final RestoreRepository repository;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    AfterRestore(Path data, DeliveryRules rules, RestoreRepository repository,
            TransactionTemplate transaction) {
        this.data = data;
        this.rules = rules;
        this.repository = repository;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        Optional<RestoreMark> mark = RestoreMark.find(data);
        mark.ifPresent(found -> {
            transaction.executeWithoutResult(status -> raise(found));
            // After the commit: killed in between, the next start finds the restore in the database and does nothing twice.
            RestoreMark.remove(data);
        });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the first delivery. */
    @Override
    public int getPhase() {
        return DeliveryEngine.PHASE - 1;
    }

    private void raise(RestoreMark mark) {
        if (!repository.enter(mark)) {
            return;
        }
        int asked = doubt(mark, DoubtPolicy.PROBE);
        int forPeople = doubt(mark, DoubtPolicy.CONFIRM);
        repository.counted(mark, asked + forPeople);
        log.atWarn().addKeyValue("backup", mark.backup())
                .log("Restored from the backup of {}: {} deliveries are asked for before they are sent again,"
                        + " {} wait for a person", mark.takenAt(), asked, forPeople);
    }

    private int doubt(RestoreMark mark, DoubtPolicy policy) {
        List<String> destinations = rules.policies().stream()
                .filter(known -> known.doubt() == policy)
                .map(DeliveryPolicy::destination)
                .toList();
        return destinations.isEmpty() ? 0 : repository.doubt(destinations, policy == DoubtPolicy.PROBE,
                ErrorCode.ANSWER_LOST.code(), "restored from the backup of " + mark.takenAt());
    }
}
