package cn.tongban.hub.delivery;

import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome makes of a delivery.
 *
 * @param pause how long the lane waits before it is looked at again; null when it waits for a person or is done
 * @param left whether a request may have left, so that it counts as an attempt
 */
record Settlement(
        DeliveryState state, @Nullable Duration pause, boolean left, String code, String reason, String receiptNo) {

    /** Nothing left, for a reason on this side that says nothing about the destination. */
    static final Set<ErrorCode> OUR_OWN = Set.of(ErrorCode.DATABASE_UNAVAILABLE, ErrorCode.CLAIM_LOST);

    /** A partner may ask for a pause, but not for a day off. */
    static final Duration LONGEST_WISH = Duration.ofMinutes(15);

    /** The one place that turns an outcome into a state. */
    static Settlement of(Head head, Outcome outcome, DeliveryPolicy policy, RandomGenerator random) {
        int attempts = head.attempts() + 1;
        if (outcome instanceof Outcome.Delivered done) {
            String receipt = done.receiptNo() == null ? "" : done.receiptNo();
            return new Settlement(DeliveryState.DELIVERED, null, !done.byProbe(), "", words(done.reply()), receipt);
        }
        if (outcome instanceof Outcome.Refused no) {
            return forPerson(DeliveryState.REFUSED, true, no.code(), no.reason());
        }
        if (outcome instanceof Outcome.LeftOut out) {
            return new Settlement(DeliveryState.DISCARDED, null, false, out.code().code(), out.reason(), "");
        }
        if (outcome instanceof Outcome.Dead dead) {
            return forPerson(DeliveryState.DEAD, false, dead.code(), dead.reason());
        }
        if (outcome instanceof Outcome.Doubtful doubt) {
            return ofDoubt(head, doubt, policy, random);
        }
        Outcome.RetryLater retry = (Outcome.RetryLater) outcome;
        // A destination that cannot be reached must not kill its messages: only requests that left count.
        boolean left = retry.code() != ErrorCode.DESTINATION_UNREACHABLE
                && retry.code() != ErrorCode.TICKET_UNAVAILABLE
                && !OUR_OWN.contains(retry.code());
        if (left && attempts >= policy.retry().attempts()) {
            return forPerson(DeliveryState.DEAD, true, retry.code(), retry.reason());
        }
        Duration wait = policy.retry().delay(head.hops() + 1, random);
        if (retry.notBefore() != null && retry.notBefore().compareTo(wait) > 0) {
            wait = retry.notBefore().compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : retry.notBefore();
        }
        return new Settlement(DeliveryState.WAITING, wait, left, retry.code().code(), retry.reason(), "");
    }

    static Settlement of(Head head, ProbeAnswer answer, DeliveryPolicy policy, RandomGenerator random) {
        if (answer instanceof ProbeAnswer.Found found) {
            String receipt = found.receiptNo() == null ? "" : found.receiptNo();
            return new Settlement(DeliveryState.DELIVERED, null, false, "", words(found.reply()), receipt);
        }
        Duration early = policy.absentAfter().minus(head.doubtFor());
        if (answer instanceof ProbeAnswer.Absent && early.compareTo(Duration.ZERO) > 0) {
            // The partner may have it in a queue and take it up after the question.
            return new Settlement(DeliveryState.DOUBTFUL, early, false, ErrorCode.ANSWER_LOST.code(),
                    "asked: not there yet; asked again", "");
        }
        if (answer instanceof ProbeAnswer.Absent) {
            return head.attempts() >= policy.retry().attempts()
                    ? forPerson(DeliveryState.DEAD, false, ErrorCode.ANSWER_LOST, "asked: the destination does not have it")
                    : new Settlement(DeliveryState.WAITING, Duration.ZERO, false, "", "", "");
        }
        Duration wait = policy.retry().delay(head.hops() + 1, random);
        return new Settlement(DeliveryState.DOUBTFUL, wait, false, ErrorCode.ANSWER_LOST.code(),
                ((ProbeAnswer.Unknown) answer).reason(), "");
    }

    private static Settlement ofDoubt(Head head, Outcome.Doubtful doubt, DeliveryPolicy policy, RandomGenerator random) {
        boolean exhausted = head.attempts() + 1 >= policy.retry().attempts();
        Duration wait =
                switch (policy.doubt()) {
                    case CONFIRM -> null;
                    case PROBE -> policy.retry().delay(1, random);
                    case IDEMPOTENT -> exhausted ? null : policy.retry().delay(head.hops() + 1, random);
                };
        return new Settlement(DeliveryState.DOUBTFUL, wait, true, doubt.code().code(), doubt.reason(), "");
    }

    private static String words(Reply reply) {
        return switch (reply) {
            case GRANTED -> "granted";
            case REFUSED -> "refused";
            case NONE, GIVEN_UP -> "";
        };
    }

    private static Settlement forPerson(DeliveryState state, boolean left, ErrorCode code, String reason) {
        return new Settlement(state, null, left, code.code(), reason, "");
    }
}
