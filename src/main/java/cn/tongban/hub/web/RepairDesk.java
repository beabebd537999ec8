package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a delivery's document for a correction, tries the correction on the bundle at work, and keeps it on record. */
@Component
public final class RepairDesk {
    private final DeliveryQueries queries;
    private final JournalRepository journal;
    private final Payloads payloads;
    private final Repairs repairs;
    private final BundleAtWork bundle;
    private final DryRunDesk trial;
    private final DeliveryDesk desk;
    private final Acts acts;

    RepairDesk(DeliveryQueries queries, JournalRepository journal, Payloads payloads, Repairs repairs, BundleAtWork bundle,
            DryRunDesk trial, DeliveryDesk desk, Acts acts) {
        this.queries = queries;
        this.journal = journal;
        this.payloads = payloads;
        this.repairs = repairs;
        this.bundle = bundle;
        this.trial = trial;
        this.desk = desk;
        this.acts = acts;
    }

    /**
     * A delivery and its document as it would be sent now. The caller answers for who sees the document; {@code masked} is
     * for everybody.
     *
     * @param revision how many repairs are in the document
     */
    public record Opened(DeliveryRow row, MessageRow message, int revision, JsonNode document, JsonNode masked) {
        @Override
        public String toString() {
            return "Opened[" + row.id() + ", " + revision + "]";
        }
    }

    /**
     * @param places where the document would break its schema; then it was not tried further
     * @param would what would become of it; null when it breaks its schema
     */
    public record Tried(List<Place> places, @Nullable Would would) {
        public Tried {
            places = List.copyOf(places);
        }

        /** Whether it is valid and would be sent. */
        public boolean passes() {
            return would != null && would.passes();
        }
    }

    /** @param replay whether it is sent again at once */
    public record Change(JsonNode patch, int revision, boolean replay) {}

    /** @throws HubException DELIVERY_UNKNOWN, NOT_POSSIBLE_NOW when its content has passed its time of keeping */
    public Opened open(UUID delivery) {
        DeliveryRow row = row(delivery);
        MessageRow message = message(row);
        // Read before the document, so that a repair in between makes the revision too old and not too new.
        int revision = repairs.revision(delivery);
        byte[] canonical = payloads.payload(row.messageId()).map(payload -> payload.canonical()).orElse(null);
        if (canonical == null) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "payload retention has passed");
        }
        JsonNode document = Payloads.read(repairs.patched(delivery, row.orderKey(), canonical));
        return new Opened(row, message, revision, document, bundle.parts().personal().masked(message.document(), document));
    }

    /** What would become of the document as it is. */
    public Would would(Opened opened) {
        return would(opened, opened.document(), false);
    }

    /** Unmasked: for the hub's own comparisons. */
    Would wouldPlainly(Opened opened) {
        return would(opened, opened.document(), true);
    }

    private Would would(Opened opened, JsonNode document, boolean unmasked) {
        DeliveryRow row = opened.row();
        Attempt attempt = new Attempt(row.id(), row.destination(), 1, row.messageId(), row.caseNo(), row.type(),
                opened.message().recordedAt(), document.toString().getBytes(StandardCharsets.UTF_8));
        return Would.of(trial.deliver(attempt, opened.message().document(), unmasked));
    }

    /**
     * Changes nothing.
     *
     * @throws HubException PATCH_INVALID when the patch does not fit the document; OVERLOADED when others are at it
     */
    public Tried tried(Opened opened, JsonNode patch) {
        JsonNode after = patch.isEmpty() ? opened.document() : Repairs.applied(opened.document(), patch);
        List<Place> places = payloads.places(opened.message().document(), opened.message().recordedAt(), after);
        return new Tried(places, places.isEmpty() ? would(opened, after, false) : null);
    }

    /**
     * Keeps a correction, on record.
     *
     * @throws HubException PATCH_INVALID, REPAIRED_MEANWHILE, NOT_POSSIBLE_NOW, REASON_MISSING
     */
    public DeliveryRow keep(Caller caller, @Nullable String key, UUID delivery, Change change, String reason) {
        MessageRow message = message(row(delivery));
        DeliveryDesk.Correction correction = new DeliveryDesk.Correction(change.patch(), change.revision(),
                repaired -> payloads.check(message.document(), message.recordedAt(), repaired), change.replay());
        return acts.once(new Act(caller, key, "delivery.repair", delivery.toString(), change.patch()), reason,
                DeliveryRow.class, () -> desk.repair(delivery, correction, caller.name(), reason));
    }

    private DeliveryRow row(UUID delivery) {
        return queries.find(delivery).orElseThrow(() -> new HubException(ErrorCode.DELIVERY_UNKNOWN, delivery.toString()));
    }

    private MessageRow message(DeliveryRow row) {
        return journal.find(row.messageId())
                .orElseThrow(() -> new HubException(ErrorCode.MESSAGE_UNKNOWN, row.messageId().toString()));
    }
}
