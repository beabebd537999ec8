package cn.tongban.hub.replay;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.JournalRepository.SealedPayload;
import cn.tongban.hub.journal.MessageFilter;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.journal.OwnMessages;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.support.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The traffic in the hub's own journal: messages, then deliveries, then what was refused, each newest first. */
final class JournalTraffic implements Traffic {
    private static final int PAGE = 500;
    private static final int MOST_REFUSALS = 20_000;

    private final Books books;
    private final Period period;
    private final Iterator<Supplier<List<Recorded>>> parts;
    private @Nullable Supplier<List<Recorded>> part;
    private UUID before;

    /** Where traffic is recorded. */
    record Books(JournalRepository journal, DeliveryQueries deliveries, Repairs repairs, RefusalRepository refusals) {}

    JournalTraffic(Books books, Period period) {
        this.books = books;
        this.period = period;
        this.before = Ids.lowest(period.to());
        this.parts = List.<Supplier<List<Recorded>>>of(this::messages, this::deliveries, this::refusals).iterator();
    }

    @Override
    public List<Recorded> next() {
        while (true) {
            if (part == null) {
                if (!parts.hasNext()) {
                    return List.of();
                }
                part = parts.next();
                before = Ids.lowest(period.to());
            }
            List<Recorded> page = part.get();
            if (!page.isEmpty()) {
                return page;
            }
            part = null;
        }
    }

    private List<Recorded> messages() {
        List<MessageRow> rows;
        List<MessageRow> meant;
        do {
            rows = books.journal().page(new MessageFilter(period.connector(), null, null, null, null, before), PAGE).stream()
                    .filter(row -> isAtOrAfterStart(row.id())).toList();
            if (rows.isEmpty()) {
                return List.of();
            }
            before = rows.get(rows.size() - 1).id();
            // What the hub says itself, or asked for, came through no route.
            meant = rows.stream().filter(row -> !row.mediaType().equals(OwnMessages.MEDIA_TYPE)).toList();
        } while (meant.isEmpty());
        Map<UUID, SealedPayload> sealed = books.journal().sealed(meant.stream().map(MessageRow::id).toList());
        List<Recorded> page = new ArrayList<>(meant.size());
        for (MessageRow row : meant) {
            SealedPayload payload = sealed.get(row.id());
            page.add(new Recorded.In(row.id(), row.recordedAt(), row.connector(), row.type(), row.caseNo(), row.document(),
                    row.mediaType(), opening(payload, "original"), opening(payload, "canonical")));
        }
        return page;
    }

    private Recorded.Bytes opening(@Nullable SealedPayload payload, String part) {
        return () -> {
            try {
                return payload == null ? null : books.journal().open(payload, part).orElse(null);
            } catch (IllegalStateException damaged) {
                // One row that does not open must not end the run; it is counted as gone.
                return null;
            }
        };
    }

    private List<Recorded> deliveries() {
        List<DeliveryRow> rows;
        List<DeliveryRow> meant;
        do {
            rows = books.deliveries().page(new DeliveryFilter(null, Set.of(), null, null, null, null, before), PAGE).stream()
                    .filter(row -> isAtOrAfterStart(row.id())).toList();
            if (rows.isEmpty()) {
                return List.of();
            }
            before = rows.get(rows.size() - 1).id();
            meant = rows.stream().filter(this::isToConnector).toList();
        } while (meant.isEmpty());
        Map<UUID, SealedPayload> sealed =
                books.journal().sealed(meant.stream().map(DeliveryRow::messageId).distinct().toList());
        Set<UUID> repaired = books.repairs().among(meant.stream().map(DeliveryRow::id).toList());
        List<Recorded> page = new ArrayList<>(meant.size());
        for (DeliveryRow row : meant) {
            Recorded.Bytes canonical = opening(sealed.get(row.messageId()), "canonical");
            page.add(new Recorded.Out(row.id(), row.recordedAt(), row.messageId(), row.destination(), row.type(), row.caseNo(),
                    repaired.contains(row.id()) ? repaired(row, canonical) : canonical));
        }
        return page;
    }

    private Recorded.Bytes repaired(DeliveryRow row, Recorded.Bytes canonical) {
        return () -> {
            byte[] bytes = canonical.open();
            return bytes == null ? null : books.repairs().patched(row.id(), row.orderKey(), bytes);
        };
    }

    private boolean isToConnector(DeliveryRow row) {
        return period.connector() == null
                || Destination.of(row.destination()).connector().equals(period.connector());
    }

    private List<Recorded> refusals() {
        if (before.equals(Ids.lowest(period.from()))) {
            return List.of();
        }
        before = Ids.lowest(period.from());
        return books.refusals().newest(MOST_REFUSALS).stream()
                .filter(refusal -> isAtOrAfterStart(refusal.id())
                        && refusal.at().isBefore(period.to())
                        && (period.connector() == null || period.connector().equals(refusal.connector())))
                .<Recorded>map(refusal -> new Recorded.Refused(refusal.id(), refusal.at(), refusal.connector(), refusal.code(),
                        Arrays.stream(refusal.places().split("\n")).filter(place -> !place.isEmpty()).toList(),
                        () -> books.refusals().open(refusal.id()).orElse(null)))
                .toList();
    }

    /** Ids begin with their instant; UUID's own order is signed, but instants of this millennium are not negative. */
    private boolean isAtOrAfterStart(UUID id) {
        return id.getMostSignificantBits() >= Ids.lowest(period.from()).getMostSignificantBits();
    }
}
