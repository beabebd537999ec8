package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.DeliveryRepository.Change;
import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One turn of a destination: a single transaction that writes the receipts of what came back, gives those lanes free and
 * claims the next ones. A receipt counts only under the epoch of its claim.
 */
final class LaneTurn {
    private final TransactionTemplate transaction;
    private final LaneRepository lanes;
    private final DeliveryRepository deliveries;
    private final DeliveryBook book;
    private final SettlementHook hook;
    private final RandomGenerator random;
    private final String node;
    private final DeliveryMetrics metrics;

    LaneTurn(TransactionTemplate transaction, LaneRepository lanes, DeliveryRepository deliveries, DeliveryBook book,
            SettlementHook hook, RandomGenerator random, String node, DeliveryMetrics metrics) {
        this.transaction = transaction;
        this.lanes = lanes;
        this.deliveries = deliveries;
        this.book = book;
        this.hook = hook;
        this.random = random;
        this.node = node;
        this.metrics = metrics;
    }

    /**
     * Settles and claims.
     *
     * @param most how many lanes to claim at most
     * @return what the claimed lanes want done
     */
    List<Work> take(DeliveryPolicy policy, List<Finished> finished, int most, Duration lease) {
        List<Change> settled = new ArrayList<>();
        List<Work> work = Objects.requireNonNull(transaction.execute(status -> {
            settle(policy, finished, settled);
            return most > 0 ? claim(policy, most, lease) : List.<Work>of();
        }));
        settled.forEach(change -> metrics.settled(change.head(), change.to().state()));
        return work;
    }

    /** Prolongs the claims of work that is still under way. */
    void renew(String destination, Collection<Head> carried, Duration lease) {
        List<Head> heads = carried.stream().sorted(Comparator.comparing(Head::orderKey)).toList();
        if (!heads.isEmpty()) {
            transaction.executeWithoutResult(status -> lanes.renew(destination, heads, node, lease, false));
        }
    }

    /** Whether this node still holds the claim; then it holds it for another lease. */
    boolean prolong(Head head, Duration lease) {
        return Boolean.TRUE.equals(transaction.execute(
                status -> lanes.renew(head.destination(), List.of(head), node, lease, true) == 1));
    }

    /** See {@link LaneRepository#wakeOversleepers}. */
    int wakeOversleepers(DeliveryPolicy policy, Duration lease) {
        Duration longest = policy.retry().max().compareTo(lease) > 0 ? policy.retry().max() : lease;
        return lanes.wakeOversleepers(policy.destination(), longest.multipliedBy(2).plus(Settlement.LONGEST_WISH));
    }

    private void settle(DeliveryPolicy policy, List<Finished> finished, List<Change> settled) {
        if (finished.isEmpty()) {
            return;
        }
        SettlementHook.Conclusion conclusion = hook.prepare(finished.stream().filter(Finished::delivered).map(Finished::done).toList());
        List<String> keys = finished.stream().map(f -> f.head().orderKey()).distinct().sorted().toList();
        Map<String, Long> epochs = lanes.lock(policy.destination(), keys, node);
        List<Finished> valid = new ArrayList<>();
        List<Change> late = new ArrayList<>();
        for (Finished f : finished) {
            if (Objects.equals(epochs.get(f.head().orderKey()), f.head().epoch())) {
                valid.add(f);
            } else {
                late.add(change(f, policy));
            }
        }
        valid.forEach(f -> settled.add(change(f, policy)));
        deliveries.settle(settled);
        deliveries.late(late);
        book.enter(conclusion.draw(valid.stream().filter(Finished::delivered).map(Finished::done).toList()));
        lanes.release(policy.destination(), valid.stream().map(f -> f.head().orderKey()).sorted().toList());
    }

    private List<Work> claim(DeliveryPolicy policy, int most, Duration lease) {
        long now = System.nanoTime();
        LaneRepository.Claims claims = lanes.claim(policy.destination(), most, node, lease);
        List<Work> work = new ArrayList<>();
        List<UUID> sending = new ArrayList<>();
        List<Change> lost = new ArrayList<>();
        List<String> free = new ArrayList<>(claims.empty());
        for (Head head : claims.heads()) {
            switch (head.state()) {
                case WAITING -> work.add(new Work(head, false, now));
                case SENDING -> lost.add(leaseLost(head, policy));
                case DOUBTFUL -> doubtful(head, policy, now, work, free);
                default -> free.add(head.orderKey());
            }
        }
        deliveries.settle(lost);
        lost.forEach(change -> free.add(change.head().orderKey()));
        lanes.release(policy.destination(), free.stream().sorted().toList());
        if (policy.doubt() != DoubtPolicy.IDEMPOTENT) {
            work.stream().filter(w -> !w.probe()).forEach(w -> sending.add(w.head().id()));
            deliveries.markSending(sending);
        }
        return work;
    }

    private static void doubtful(Head head, DeliveryPolicy policy, long now, List<Work> work, List<String> free) {
        switch (policy.doubt()) {
            case IDEMPOTENT -> work.add(new Work(head, false, now));
            case PROBE -> work.add(new Work(head, true, now));
            case CONFIRM -> free.add(head.orderKey());
        }
    }

    /** Its node went silent between marking it and writing a receipt: nobody knows whether the request left. */
    private Change leaseLost(Head head, DeliveryPolicy policy) {
        Duration ask = policy.doubt() == DoubtPolicy.CONFIRM ? null : Duration.ZERO;
        Settlement doubt = new Settlement(DeliveryState.DOUBTFUL, ask, true,
                ErrorCode.ANSWER_LOST.code(), "the sending node stopped before it wrote a receipt", "");
        return new Change(head, "lease-lost", doubt, "", "", node, 0);
    }

    private Change change(Finished f, DeliveryPolicy policy) {
        if (f.sent() != null) {
            String sentDigest = f.sent().sentDigest() == null ? "" : f.sent().sentDigest();
            return new Change(f.head(), "send", Settlement.of(f.head(), f.sent().outcome(), policy, random),
                    f.sent().bundleDigest(), sentDigest, node, f.millis());
        }
        return new Change(f.head(), "probe",
                Settlement.of(f.head(), Objects.requireNonNull(f.answer()), policy, random), "", "", node, f.millis());
    }
}
