package cn.tongban.hub.flow;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What is recorded of a case in the hub's own store. */
public final class StoredCaseRecords implements CaseRecords {
    private static final int MOST = 100;

    private static final String SUSPENDED = "case.suspended";

    private final JournalRepository journal;
    private final DeliveryQueries deliveries;
    private final Repairs repairs;

    public StoredCaseRecords(JournalRepository journal, DeliveryQueries deliveries, Repairs repairs) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.repairs = repairs;
    }

    @Override
    public Background of(String caseNo, String destination) {
        try {
            byte[] submission = journal.newest(caseNo, CaseEntries.SUBMITTED).orElse(null);
            List<DeliveryRow> taken = new ArrayList<>(deliveries.page(
                    new DeliveryFilter(destination, Set.of(DeliveryState.DELIVERED), caseNo, null, null, null, null), MOST));
            Collections.reverse(taken);
            return new Background(submission, taken.stream()
                    .map(row -> new Taken(row.type(), row.receiptNo(), row.id().toString()))
                    .toList(), suspended(taken));
        } catch (DataAccessException e) {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e);
        }
    }

    private byte @Nullable [] suspended(List<DeliveryRow> taken) {
        DeliveryRow last = taken.stream().filter(row -> row.type().equals(SUSPENDED)).reduce((one, other) -> other).orElse(null);
        JournalRepository.SealedCanonical sealed =
                last == null ? null : journal.canonical(List.of(last.messageId())).get(last.messageId());
        // Once its retention has passed nobody knows what it said.
        return sealed == null || sealed.sealed() == null
                ? null : repairs.patched(last.id(), last.orderKey(), journal.open(sealed));
    }
}
