package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Whoever comes while a request is under way goes with others in the next one: fewer requests under load, no waiting when
 * it is quiet. All of one request get its answer, or its failure; each caller is on a thread of its own.
 *
 * @param <Q> what one has to say
 * @param <A> the answer to all of them
 */
final class Together<Q, A> {
    private final int most;
    private final Deque<Seat<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    private static final class Seat<Q, A> {
        private final Q said;
        private final CompletableFuture<A> answer = new CompletableFuture<>();
        private boolean taken;

        Seat(Q said) {
            this.said = said;
        }
    }

    /** @param most in one request */
    Together(int most) {
        this.most = most;
    }

    /**
     * @param request sends all of these at once, in the order in which they came; called on the thread of one of them
     * @throws HubException what {@code request} throws; CLAIM_LOST when the hub stops before it left
     */
    A send(Q mine, Function<List<Q>, A> request) {
        Seat<Q, A> seat = new Seat<>(mine);
        enter(seat);
        for (List<Seat<Q, A>> next = await(seat); !next.isEmpty(); next = await(seat)) {
            lead(next, request);
        }
        try {
            return seat.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof HubException known ? known : e;
        }
    }

    private synchronized void enter(Seat<Q, A> seat) {
        waiting.add(seat);
    }

    /** Those whom this thread has to lead, or none when somebody has taken its own seat along. */
    private synchronized List<Seat<Q, A>> await(Seat<Q, A> seat) {
        try {
            while (underWay && !seat.taken) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (waiting.remove(seat)) {
                throw new HubException(ErrorCode.CLAIM_LOST, "not sent: the hub stops");
            }
        }
        List<Seat<Q, A>> next = new ArrayList<>();
        while (!seat.taken && next.size() < most && !waiting.isEmpty()) {
            next.add(waiting.remove());
        }
        // Only now, so that a request is full even where its leader is not the last of it.
        next.forEach(one -> one.taken = true);
        underWay |= !next.isEmpty();
        return next;
    }

    private void lead(List<Seat<Q, A>> together, Function<List<Q>, A> request) {
        try {
            A answer = request.apply(together.stream().map(seat -> seat.said).toList());
            together.forEach(seat -> seat.answer.complete(answer));
        } catch (RuntimeException | Error e) {
            together.forEach(seat -> seat.answer.completeExceptionally(e));
        } finally {
            over();
        }
    }

    private synchronized void over() {
        underWay = false;
        notifyAll();
    }
}
