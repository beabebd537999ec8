package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.mapping.Masks;
import cn.tongban.hub.parcel.Parcels;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.vault.Vault;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks things up and remembers for a while what was found. */
@Component
public final class Searches {
    private static final int MOST_HITS = 100;
    private static final int REMEMBERED = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(15);

    private final CaseQueries cases;
    private final JournalRepository journal;
    private final DeliveryQueries deliveries;
    private final Parcels parcels;
    private final Vault vault;
    private final Clock clock;
    private final Map<UUID, Remembered> results = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** What the value is. */
    public enum Kind {
        @JsonProperty("id-number")
        ID_NUMBER("id-number"),
        @JsonProperty("credit-code")
        CREDIT_CODE("credit-code"),
        @JsonProperty("phone")
        PHONE("phone"),
        @JsonProperty("name")
        NAME("name"),
        @JsonProperty("case")
        CASE("case"),
        @JsonProperty("message")
        MESSAGE("message"),
        /** The carrier's number. */
        @JsonProperty("parcel")
        PARCEL("parcel");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public boolean isPersonal() {
            return this != CASE && this != MESSAGE && this != PARCEL;
        }
    }

    /**
     * @param type case, message or delivery
     * @param href where the whole of it is
     */
    public record Hit(String type, String id, String href) {}

    /** @param more whether there are more than are shown */
    public record Found(UUID id, List<Hit> hits, boolean more) {}

    private record Remembered(UUID tokenId, Instant at, Found found) {}

    Searches(CaseQueries cases, JournalRepository journal, DeliveryQueries deliveries, Parcels parcels,
            Vault vault, Clock clock) {
        this.parcels = parcels;
        this.cases = cases;
        this.journal = journal;
        this.deliveries = deliveries;
        this.vault = vault;
        this.clock = clock;
    }

    public Found find(Caller caller, Kind kind, String value) {
        List<Hit> hits = hits(kind, value);
        Found found = new Found(
                UUID.randomUUID(), hits.subList(0, Math.min(hits.size(), MOST_HITS)), hits.size() > MOST_HITS);
        synchronized (results) {
            results.put(found.id(), new Remembered(caller.tokenId(), clock.instant(), found));
        }
        return found;
    }

    public Optional<Found> again(Caller caller, UUID id) {
        Instant oldest = clock.instant().minus(KEPT);
        synchronized (results) {
            return Optional.ofNullable(results.get(id))
                    .filter(r -> r.tokenId().equals(caller.tokenId()) && r.at().isAfter(oldest))
                    .map(Remembered::found);
        }
    }

    private List<Hit> hits(Kind kind, String value) {
        return switch (kind) {
            case CASE -> cases.find(value.strip()).map(c -> hit("case", c.caseNo())).stream().toList();
            case MESSAGE -> byId(value.strip());
            case PARCEL -> parcels.byWaybill(value.strip()).stream().map(found -> hit("case", found.orderNo().caseNo()))
                    .distinct().toList();
            case ID_NUMBER, CREDIT_CODE, PHONE, NAME -> byIdentifier(kind.wire(), value);
        };
    }

    private List<Hit> byIdentifier(String kind, String value) {
        long digest = vault.blindIndex(kind, Masks.normalised(kind, value));
        return cases.withIndex(digest, MOST_HITS + 1).stream()
                .map(caseNo -> hit("case", caseNo))
                .toList();
    }

    private List<Hit> byId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return Stream.concat(
                            journal.find(id).map(m -> hit("message", id.toString())).stream(),
                            deliveries.find(id).map(d -> hit("delivery", id.toString())).stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Hit hit(String type, String id) {
        String folder = type.equals("delivery") ? "deliveries" : type + "s";
        return new Hit(type, id, "/api/v1/" + folder + "/" + id);
    }
}
