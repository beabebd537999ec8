package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Goes through many deliveries, each in a transaction of its own, so that none waits for all. */
@Component
class BulkRun {
    private static final int BATCH = 200;

    private final DeliveryQueries queries;

    BulkRun(DeliveryQueries queries) {
        this.queries = queries;
    }

    record Counts(int done, int skipped) {
        BulkController.BulkResult as(BulkController.Action action) {
            return new BulkController.BulkResult(action, done, skipped);
        }
    }

    /** At most {@link DeliveryDesk#MOST}, newest first; those that are not where they were any more are skipped. */
    Counts over(DeliveryQuery which, Set<DeliveryState> states, UUID upTo, Consumer<UUID> each) {
        int done = 0;
        int skipped = 0;
        UUID before = upTo;
        while (done + skipped < DeliveryDesk.MOST) {
            int size = Math.min(BATCH, DeliveryDesk.MOST - done - skipped);
            List<DeliveryRow> batch = queries.page(which.filter(states, before), size);
            if (batch.isEmpty()) {
                break;
            }
            for (DeliveryRow row : batch) {
                if (happens(row.id(), each)) {
                    done++;
                } else {
                    skipped++;
                }
            }
            before = batch.get(batch.size() - 1).id();
        }
        return new Counts(done, skipped);
    }

    private static boolean happens(UUID id, Consumer<UUID> each) {
        try {
            each.accept(id);
            return true;
        } catch (HubException e) {
            if (e.code() == ErrorCode.NOT_POSSIBLE_NOW) {
                return false;
            }
            throw e;
        }
    }
}
