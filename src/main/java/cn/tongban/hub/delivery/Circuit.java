package cn.tongban.hub.delivery;

import java.util.function.LongSupplier;

/**
 * One circuit per destination and node. Many failures in a row open it; while open nothing is sent; then one request may
 * try, and its end closes or opens it again. It judges the destination, not a message: a refusal is a healthy answer.
 */
final class Circuit {
    enum State {
        CLOSED,
        OPEN,
        TRYING
    }

    private final DeliveryPolicy.CircuitPolicy policy;
    private final LongSupplier nanos;
    private State state = State.CLOSED;
    private int failures;
    private long openedAt;

    Circuit(DeliveryPolicy.CircuitPolicy policy, LongSupplier nanos) {
        this.policy = policy;
        this.nanos = nanos;
    }

    /** How many of {@code wanted} requests may go now. */
    synchronized int allow(int wanted, int inFlight) {
        if (state == State.OPEN && nanos.getAsLong() - openedAt >= policy.open().toNanos()) {
            state = State.TRYING;
        }
        return switch (state) {
            case CLOSED -> wanted;
            case OPEN -> 0;
            case TRYING -> inFlight == 0 ? Math.min(1, wanted) : 0;
        };
    }

    synchronized void record(Outcome outcome) {
        if (outcome instanceof Outcome.RetryLater retry && Settlement.OUR_OWN.contains(retry.code())) {
            return;
        }
        boolean failed = outcome instanceof Outcome.RetryLater || outcome instanceof Outcome.Doubtful;
        if (!failed) {
            failures = 0;
            state = State.CLOSED;
        } else if (++failures >= policy.failures() || state == State.TRYING) {
            state = State.OPEN;
            openedAt = nanos.getAsLong();
        }
    }

    synchronized State state() {
        return state;
    }
}
