package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final List<List<Integer>> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<Integer, Object> answers = new ConcurrentHashMap<>();
    private final List<Thread> callers = new ArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private Together<Integer, String> together = new Together<>(20);

    @AfterEach
    void end() throws InterruptedException {
        firstMayEnd.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    @Test
    void whoIsAloneWaitsForNobody() {
        firstMayEnd.countDown();

        assertThat(together.send(1, this::request)).isEqualTo("[1]");
        assertThat(together.send(2, this::request)).isEqualTo("[2]");
    }

    @Test
    void whoComesWhileARequestIsUnderWayGoesInTheNextOneInOrder() {
        queue(1, 2, 3, 4);

        firstMayEnd.countDown();

        await().until(() -> answers.size() == 4);
        assertThat(requests).containsExactly(List.of(1), List.of(2, 3, 4));
        assertThat(answers).containsEntry(1, "[1]").containsEntry(2, "[2, 3, 4]").containsEntry(4, "[2, 3, 4]");
    }

    @Test
    void oneRequestTakesNoMoreThanAllowed() {
        together = new Together<>(3);
        queue(1, 2, 3, 4, 5, 6);

        firstMayEnd.countDown();

        await().until(() -> answers.size() == 6);
        assertThat(requests).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5, 6));
    }

    @Test
    void aFailureIsThatOfAllInTheRequestAndOfNobodyElse() {
        queue(1, 2, 3);
        answers.put(-1, "fails");

        firstMayEnd.countDown();

        await().until(() -> answers.size() == 4);
        assertThat(answers).containsEntry(1, "[1]").containsEntry(2, ErrorCode.ANSWER_LOST).containsEntry(3, ErrorCode.ANSWER_LOST);
        answers.remove(-1);
        assertThat(together.send(4, this::request)).isEqualTo("[4]");
    }

    @Test
    void whoIsStoppedWhileHeWaitsHasNotLeft() {
        queue(1, 2, 3);

        callers.get(1).interrupt();
        await().until(() -> answers.containsKey(2));
        firstMayEnd.countDown();

        await().until(() -> answers.size() == 3);
        assertThat(answers).containsEntry(2, ErrorCode.CLAIM_LOST);
        assertThat(requests).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void aDefectIsThatOfTheRequestToo() {
        assertThatThrownBy(() -> together.send(1, all -> {
            throw new IllegalStateException("broken");
        })).hasRootCauseMessage("broken");
        firstMayEnd.countDown();
        assertThat(together.send(2, this::request)).isEqualTo("[2]");
    }

    /** The first is under way; the others wait, in this order. */
    private void queue(int... numbers) {
        for (int number : numbers) {
            Thread caller = new Thread(() -> answers.put(number, answer(number)));
            callers.add(caller);
            caller.start();
            await().until(() -> caller.getState() == Thread.State.WAITING);
        }
    }

    private Object answer(int number) {
        try {
            return together.send(number, this::request);
        } catch (HubException e) {
            return e.code();
        }
    }

    private String request(List<Integer> all) {
        requests.add(all);
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (answers.containsKey(-1) && !all.contains(1)) {
            throw new HubException(ErrorCode.ANSWER_LOST, "no answer");
        }
        return all.toString();
    }
}
