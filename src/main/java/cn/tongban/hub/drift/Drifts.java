package cn.tongban.hub.drift;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** What the hub noticed, and what people decide about it. A decision counts for all nodes. */
public final class Drifts {
    private static final int MOST_OPEN = 200;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DriftRepository repository;
    private final TransactionOperations transactions;
    private final Vocabulary vocabulary;
    private final DriftLimits limits;
    private final Clock clock;

    Drifts(DriftRepository repository, TransactionOperations transactions, Vocabulary vocabulary, DriftLimits limits,
            Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.vocabulary = vocabulary;
        this.limits = limits;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Drift> page(DriftFilter filter, int limit) {
        return repository.page(filter, clock.instant(), limit);
    }

    /** @throws HubException NOT_FOUND */
    public Drift get(UUID id) {
        return repository.find(id, clock.instant())
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }

    /** Open ones, for a connector only if it has any. */
    public Map<String, Long> open() {
        return repository.openByConnector(clock.instant());
    }

    /**
     * From now on it is how the counterpart sends or answers.
     *
     * @throws HubException NOT_FOUND, or NOT_POSSIBLE_NOW when it is not open
     */
    public Drift accept(UUID id, String by, String reason) {
        Drift drift = get(id);
        boolean[] open = {false};
        // The shape first, as merges do: else each would wait for the other.
        return decided(drift, () -> {
            change(DriftRepository.streamOf(drift), shape -> {
                open[0] = repository.decide(id, "accepted", null, by, reason, clock.instant());
                if (open[0]) {
                    Shapes.accept(shape, drift.kind(), drift.place(), drift.item());
                }
                return List.of();
            });
            return open[0];
        });
    }

    /**
     * Nobody shall be told of it until then; it stays a drift.
     *
     * @throws HubException NOT_FOUND, REQUEST_INVALID when that is past, or NOT_POSSIBLE_NOW when it is not open
     */
    public Drift ignore(UUID id, Instant until, String by, String reason) {
        if (!until.isAfter(clock.instant())) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "until", List.of(new Place("/until", "future", "")));
        }
        Drift drift = get(id);
        return decided(drift, () -> repository.decide(id, "ignored", until, by, reason, clock.instant()));
    }

    private Drift decided(Drift drift, BooleanSupplier decision) {
        Boolean done = transactions.execute(status -> decision.getAsBoolean());
        if (!Boolean.TRUE.equals(done)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, drift.state());
        }
        return get(drift.id());
    }

    /** Adds what a node saw of a stream; nodes take turns by the lock of the stream's shape. */
    void merge(Stream stream, StreamSample sample) {
        Declared declared = vocabulary.of(stream);
        transactions.executeWithoutResult(status -> change(stream,
                shape -> Judge.merge(shape, sample.root(), declared, limits, sample.latest())));
    }

    private void change(Stream stream, Function<Learned, List<Finding>> change) {
        Instant now = clock.instant();
        Learned shape = repository.lockShape(stream, now).map(Shapes::read)
                .orElseGet(Learned::new);
        List<Finding> findings = change.apply(shape);
        repository.keepShape(stream, Shapes.write(shape), now);
        findings.forEach(finding -> write(stream, finding, now));
    }

    private void write(Stream stream, Finding finding, Instant now) {
        Instant last = finding.example().at().isAfter(finding.since()) ? finding.example().at() : finding.since();
        switch (finding.what()) {
            case OPEN -> {
                // Somebody who sends new names all the time is one trouble, not thousands.
                if (repository.live(stream) < MOST_OPEN) {
                    repository.open(drift(stream, finding, last, now));
                }
            }
            case AGAIN -> repository.again(stream, finding, last, message(finding));
            case OVER -> repository.close(stream, finding, "over", "", now);
            default -> repository.close(stream, finding, "accepted", "bundle", now);
        }
    }

    private Drift drift(Stream stream, Finding finding, Instant last, Instant now) {
        return new Drift(Ids.next(now), stream.connector(), stream.counterpart(), DriftRepository.side(stream),
                stream.subject(), stream.variant(), vocabulary.contract(stream), finding.kind(), finding.place(),
                finding.item(), finding.was(), finding.now(), finding.since(), last, finding.count(), message(finding),
                finding.example().refused(), finding.table(), "open", null, "", null, "");
    }

    /** The id in a receipt, or the text itself. */
    private static @Nullable UUID message(Finding finding) {
        Matcher id = ID.matcher(finding.example().message());
        return id.find() ? UUID.fromString(id.group()) : null;
    }
}
