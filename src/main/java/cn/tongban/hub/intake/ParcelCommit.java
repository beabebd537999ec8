package cn.tongban.hub.intake;

import cn.tongban.hub.delivery.SettlementHook;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelFile;
import cn.tongban.hub.parcel.ParcelRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The parcels' part of a commit; their cases are locked, and nobody writes a parcel without that lock. */
final class ParcelCommit {
    private final ParcelRepository parcels;
    private final OwnMessages messages;
    private final ParcelTracking tracking;

    ParcelCommit(ParcelRepository parcels, OwnMessages messages, ParcelTracking tracking) {
        this.parcels = parcels;
        this.messages = messages;
        this.tracking = tracking;
    }

    /** For a group of messages. */
    Round begin(List<Pending> group) {
        return new Round(parcels.find(group.stream()
                .map(pending -> pending.recording.entry())
                .filter(CaseEntry.Tracking.class::isInstance)
                .map(entry -> ((CaseEntry.Tracking) entry).orderNo())
                .distinct()
                .toList()));
    }

    /** What one group does to its parcels. */
    final class Round {
        private final Map<OrderNo, ParcelFile> before;
        private final Map<OrderNo, ParcelFile> after = new LinkedHashMap<>();
        private final List<ParcelFile.NewEvent> events = new ArrayList<>();
        private final List<OwnMessages.Said> said = new ArrayList<>();

        Round(Map<OrderNo, ParcelFile> before) {
            this.before = new HashMap<>(before);
        }

        /** @throws cn.tongban.hub.support.HubException CASE_UNKNOWN if another carrier has the parcel */
        void track(CaseEntry.Tracking event, CaseDraft draft, CaseDraft.Source source, String bundle, Instant now) {
            OrderNo orderNo = event.orderNo();
            ParcelFile known = after.getOrDefault(orderNo, before.get(orderNo));
            ParcelTracking.Tracked tracked =
                    tracking.heard(known, event, source, new ParcelTracking.Telling(draft, bundle, now));
            if (known != null && known.events().size() == tracked.file().events().size()) {
                return;
            }
            events.add(new ParcelFile.NewEvent(orderNo, event.event(), source.messageId(), false));
            after.put(orderNo, tracked.file());
            said.addAll(tracked.said());
        }

        /** The carrier of this destination took an order. */
        void ordered(OrderNo orderNo, SettlementHook.Done done, CaseDraft draft, Instant now) {
            String waybillNo = done.taken().receiptNo();
            before.putAll(parcels.find(List.of(orderNo)));
            ParcelFile known = before.getOrDefault(
                    orderNo, ParcelFile.blank(orderNo, done.destination(), waybillNo, now));
            ParcelTracking.Tracked tracked = tracking.ordered(
                    known, waybillNo, new ParcelTracking.Telling(draft, done.taken().bundle(), now));
            after.put(orderNo, tracked.file());
            said.addAll(tracked.said());
        }

        /** Writes what came of it; the cases and their keys are written. */
        void write() {
            if (after.isEmpty()) {
                return;
            }
            parcels.save(after.values().stream().map(ParcelFile::parcel).toList());
            if (!events.isEmpty()) {
                parcels.insertEvents(events.stream().map(this::withTold).toList());
            }
            after.forEach((orderNo, file) -> parcels.told(orderNo, toldBesides(orderNo, file)));
            messages.insert(said);
        }

        private ParcelFile.NewEvent withTold(ParcelFile.NewEvent event) {
            boolean told = after.get(event.orderNo()).told().contains(event.event().id());
            return new ParcelFile.NewEvent(event.orderNo(), event.event(), event.messageId(), told);
        }

        /** Events of earlier commits whose meaning showed only now. */
        private Set<String> toldBesides(OrderNo orderNo, ParcelFile file) {
            Set<String> told = new TreeSet<>(file.told());
            ParcelFile earlier = before.get(orderNo);
            told.removeAll(earlier == null ? Set.of() : earlier.told());
            Set<String> fresh = new HashSet<>();
            events.stream().filter(e -> e.orderNo().equals(orderNo)).forEach(e -> fresh.add(e.event().id()));
            told.removeAll(fresh);
            return told;
        }
    }
}
