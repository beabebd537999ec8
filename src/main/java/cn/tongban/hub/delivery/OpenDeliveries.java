package cn.tongban.hub.delivery;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is still open, whatever day it was recorded: the part of the balance that a day's figures do not show. */
@Component
public final class OpenDeliveries {
    private final OpenDeliveryRepository repository;

    OpenDeliveries(JdbcTemplate jdbc) {
        this.repository = new OpenDeliveryRepository(jdbc);
    }

    /**
     * @param waiting for their turn, their time, an open destination or an answer
     * @param doubtful left, and nobody knows what became of them
     * @param dead dead letters, refusals included: each waits for a person
     * @param oldest when the oldest that is not dead was recorded, null if there is none
     * @param firstDead since when the oldest dead letter is one, null if there is none
     */
    public record Open(
            String destination,
            long waiting,
            long doubtful,
            long dead,
            @Nullable Instant oldest,
            @Nullable Instant firstDead) {}

    /**
     * A lane in which something waits for something.
     *
     * @param head what all the others wait for
     * @param behind how many wait behind it
     */
    public record Queue(DeliveryRow head, long behind) {}

    /** A case of which something is open. */
    public record Late(String caseNo, Instant oldest) {}

    /** Cases of which a destination has not got something that was recorded before, the oldest first. */
    public List<Late> recordedBefore(String destination, Instant before, int most) {
        return repository.recordedBefore(destination, before, most);
    }

    /** Lanes that wait for a person first, then those with the most behind their head. */
    public List<Queue> queues(int most) {
        return repository.queues(most);
    }

    /** By destination; destinations with nothing open are missing. */
    public List<Open> all() {
        return repository.all();
    }
}
