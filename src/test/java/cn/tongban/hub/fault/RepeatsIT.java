package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same key again: the first receipt byte for byte, one case; with another body: refused. */
class RepeatsIT {
    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void aThousandParallelRepeatsOfOneKeyMakeOneCaseWithOneReceipt() throws Exception {
        SyntheticCase made = world.freshCase();

        Set<String> answers = new HashSet<>(inParallel(50, 20, desk -> desk.submit(made.bytes(), "one-key")));

        assertThat(answers).hasSize(1).first().asString().startsWith("202 ");
        assertOnce(made, receiptIn(answers.iterator().next()));
    }

    @Test
    void aThousandParallelRepeatsWithoutAKeyAreKnownByCaseAndVersion() throws Exception {
        SyntheticCase made = world.freshCase();

        Set<String> answers = new HashSet<>(inParallel(50, 20, desk -> desk.submit(made.bytes(), "")));

        assertThat(answers).hasSize(1).first().asString().startsWith("202 ");
        assertOnce(made, receiptIn(answers.iterator().next()));
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefusedAndChangesNothing() throws IOException {
        SyntheticCase made = world.freshCase();
        try (DeskClient desk = world.desk()) {
            WireAnswer first = desk.submit(made.bytes(), "key-3");
            made.document().put("projectName", "另一个名称");
            WireAnswer other = desk.submit(made.bytes(), "key-3");

            assertThat(first.status()).isEqualTo(202);
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.bodyText()).contains("key-reused");
            assertOnce(made, first.bodyText());
        }
    }

    @Test
    void parallelBodiesUnderOneKeyAreWonByOneAndTheOthersAreRefused() throws Exception {
        SyntheticCase one = world.freshCase();
        byte[] first = one.bytes();
        one.document().put("projectName", "另一个名称");
        byte[] second = one.bytes();

        List<String> answers = inParallel(20, 10, desk -> desk.submit(Math.random() < 0.5 ? first : second, "key-4"));

        assertThat(answers.stream().filter(answer -> answer.startsWith("202")).distinct()).hasSize(1);
        assertThat(answers).allMatch(answer -> answer.startsWith("202 ") || answer.startsWith("409 "));
    }

    private void assertOnce(SyntheticCase made, String receipt) {
        Acked acked = new Acked(made.caseNo(), receipt, 1);
        world.awaitState(made.caseNo(), "city-platform", "delivered");
        assertThat(world.database().number("select count(*) from message where case_no = '" + made.caseNo() + "'"))
                .isEqualTo(1);
        world.assertKept(List.of(acked));
    }

    private String receiptIn(String answer) {
        return answer.substring("202 ".length());
    }

    /** One request of a desk. */
    private interface Request {
        WireAnswer send(DeskClient desk) throws IOException;
    }

    private List<String> inParallel(int desks, int each, Request request) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(desks);
        CountDownLatch start = new CountDownLatch(1);
        Callable<List<String>> work = () -> {
            try (DeskClient desk = world.desk()) {
                start.await();
                List<String> answers = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    WireAnswer answer = request.send(desk);
                    answers.add(answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
                }
                return answers;
            }
        };
        List<Future<List<String>>> futures = new ArrayList<>();
        for (int i = 0; i < desks; i++) {
            futures.add(pool.submit(work));
        }
        start.countDown();
        List<String> all = new ArrayList<>();
        for (Future<List<String>> future : futures) {
            all.addAll(future.get());
        }
        pool.shutdown();
        return all;
    }
}
