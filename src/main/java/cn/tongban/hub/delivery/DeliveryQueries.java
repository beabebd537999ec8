package cn.tongban.hub.delivery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people ask about deliveries. */
public final class DeliveryQueries {
    private final DeliveryReadRepository repository;

    DeliveryQueries(JdbcTemplate jdbc) {
        this.repository = new DeliveryReadRepository(jdbc);
    }

    /**
     * The daily equation of one destination: {@code addressed = delivered + dead + discarded + inFlight}.
     *
     * @param dead dead letters, refusals included
     * @param inFlight waiting, sending or in doubt
     */
    public record Balance(String destination, long addressed, long delivered, long dead, long discarded, long inFlight,
            long doubtful) {
        /** Zero, or something has vanished. */
        public long difference() {
            return addressed - delivered - dead - discarded - inFlight;
        }
    }

    /** How many messages a connector had recorded on a day. */
    public record Recorded(String connector, long messages) {}

    /**
     * What was recorded within some seconds.
     *
     * @param name of the connector or destination
     * @param slot its number since the epoch
     */
    public record Slot(String name, long slot, long count) {}

    /** Open deliveries of a destination that have the same error code. */
    public record Cause(String destination, String code, long count, Instant first, Instant last) {}

    public Optional<DeliveryRow> find(UUID id) {
        return repository.find(id);
    }

    /** Newest first. */
    public List<DeliveryRow> page(DeliveryFilter filter, int limit) {
        return repository.page(filter, limit);
    }

    public List<Hop> hops(UUID delivery) {
        return repository.hops(delivery);
    }

    /** By destination, for one recording day in Shanghai. */
    public List<Balance> balance(LocalDate day) {
        return repository.balance(day);
    }

    /** By connector, for one recording day in Shanghai. */
    public List<Recorded> recorded(LocalDate day) {
        return repository.recorded(day);
    }

    /** Messages by connector and slot, since then; a look at the newest end of the journal, whatever is in it. */
    public List<Slot> recordedSince(Instant since, long slotSeconds) {
        return repository.recorded(since, slotSeconds);
    }

    /** Deliveries by destination and slot, since then. */
    public List<Slot> addressedSince(Instant since, long slotSeconds) {
        return repository.addressed(since, slotSeconds);
    }

    /** Dead letters and refusals, grouped by destination and code. */
    public List<Cause> causes() {
        return repository.causes();
    }
}
