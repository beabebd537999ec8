package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The hub is killed between reading a case and answering for it, on either side of the commit. */
class CrashAtTheDoorIT {
    private final World world = World.shared();

    @AfterEach
    void heal() {
        world.heal();
    }

    @Test
    void killedBeforeTheCommitTheSenderGotNoAnswerAndNothingIsStored() {
        SyntheticCase made = world.freshCase();
        CompletableFuture<String> answer;
        try (HubDatabase.Lock lock = world.database().lock("message")) {
            answer = submitMeanwhile(made);
            await().atMost(World.PATIENCE).until(() -> lock.waiting() > 0);
            world.hub().kill();
        }

        assertThat(answer.join()).isEqualTo("no answer");
        world.hub().start();
        assertThat(storedRows(made)).containsOnly("0");

        Acked acked = world.handIn(made);
        world.assertKept(List.of(acked));
    }

    @Test
    void killedAfterTheCommitTheRepeatGetsTheSameReceiptAndThereIsOneCase() {
        SyntheticCase made = world.freshCase();
        // The lanes must rest, or their commits would be held back in place of the intake's.
        new Balance(world.database()).awaitSettled(World.PATIENCE);
        world.database().withholdCommitAnswers();
        CompletableFuture<String> answer = submitMeanwhile(made);
        await().atMost(World.PATIENCE).until(() -> world.database().commitsWithoutAnswer() > 0);
        world.hub().kill();
        assertThat(answer.join()).isEqualTo("no answer");
        world.database().answerCommits();
        await().atMost(World.PATIENCE).until(() -> storedRows(made).equals(List.of("1", "1", "1", "1")));
        List<String> stored = world.database().strings("select receipt from inbox where receipt like '%" + made.caseNo() + "%'");

        world.hub().start();
        Acked acked = world.handIn(made);

        assertThat(stored).containsExactly(acked.receipt());
        assertThat(storedRows(made)).containsOnly("1");
        world.assertKept(List.of(acked));
    }

    private CompletableFuture<String> submitMeanwhile(SyntheticCase made) {
        return CompletableFuture.supplyAsync(() -> {
            try (DeskClient desk = world.desk()) {
                WireAnswer answer = desk.submit(made.bytes(), "");
                return answer.status() + " " + answer.bodyText();
            } catch (IOException e) {
                return "no answer";
            }
        });
    }

    /** How many rows of inbox, messages, cases and deliveries know the case. */
    private List<String> storedRows(SyntheticCase made) {
        return world.database()
                .strings(
                        """
                        select count(*) from inbox where receipt like '%%%1$s%%'
                        union all select count(*) from message where case_no = '%1$s'
                        union all select count(*) from service_case where case_no = '%1$s'
                        union all select count(*) from delivery where case_no = '%1$s'
                        """
                                .formatted(made.caseNo()));
    }
}
