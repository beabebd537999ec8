package cn.tongban.hub.parcel;

import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.support.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Open parcels of which nothing is heard: each becomes a task for a person, once, until something is heard again. Every node
 * looks; whoever holds the case's lock makes the task.
 */
final class SilentParcels {
    static final String KIND = "parcel-silent";

    private static final Logger log = LoggerFactory.getLogger(SilentParcels.class);
    private static final int AT_ONCE = 200;

    private final ParcelRepository parcels;
    private final CaseRepository cases;
    private final TransactionTemplate transaction;
    private final Duration silence;
    private final Clock clock;

    SilentParcels(ParcelRepository parcels, CaseRepository cases, TransactionTemplate transaction, Duration silence,
            Clock clock) {
        this.parcels = parcels;
        this.cases = cases;
        this.transaction = transaction;
        this.silence = silence;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void look() {
        Instant now = clock.instant();
        try {
            parcels.silentSince(now.minus(silence), AT_ONCE).forEach(parcel -> ask(parcel, now));
        } catch (DataAccessException e) {
            log.warn("Silent parcels were not looked for, the database did not take it: {}", e.getMessage());
        }
    }

    private void ask(Parcel parcel, Instant now) {
        OrderNo orderNo = parcel.orderNo();
        transaction.executeWithoutResult(status -> {
            boolean locked = !cases.lock(List.of(orderNo.caseNo()), List.of()).isEmpty();
            if (locked && parcels.silence(orderNo, now.minus(silence))) {
                cases.insertTask(Ids.next(now), orderNo.caseNo(), KIND, orderNo.toString());
            }
        });
    }
}
