package cn.tongban.hub.parcel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people and programs ask about parcels. */
public final class Parcels {
    private final ParcelReadRepository repository;

    public Parcels(JdbcTemplate jdbc) {
        this.repository = new ParcelReadRepository(jdbc);
    }

    /**
     * Which parcels somebody wants to see; null for any.
     *
     * @param before only those made before this instant, and at it before {@code beforeOrderNo}
     */
    public record Filter(
            @Nullable String caseNo,
            @Nullable ParcelState state,
            @Nullable Instant before,
            @Nullable String beforeOrderNo) {}

    /** @param createdAt when the hub first heard of it */
    public record Listed(Parcel parcel, Instant createdAt) {}

    /**
     * An event as it is kept.
     *
     * @param messageId the message that brought it; the carrier's own words are in there
     */
    public record Heard(ParcelEvent event, Instant recordedAt, UUID messageId) {}

    public Optional<Parcel> find(OrderNo orderNo) {
        return repository.find(orderNo);
    }

    /** Those with this number of a carrier; carriers may use the same. */
    public List<Parcel> byWaybill(String waybillNo) {
        return repository.byWaybill(waybillNo);
    }

    /** All of a case, oldest first. */
    public List<Parcel> of(String caseNo) {
        return repository.page(new Filter(caseNo, null, null, null), 2 * OrderNo.MOST).stream()
                .map(Listed::parcel)
                .sorted((a, b) -> a.orderNo().toString().compareTo(b.orderNo().toString()))
                .toList();
    }

    /** Newest first. */
    public List<Listed> page(Filter filter, int limit) {
        return repository.page(filter, limit);
    }

    /** Every event of a parcel, in the order in which they came. */
    public List<Heard> events(OrderNo orderNo) {
        return repository.events(orderNo);
    }
}
