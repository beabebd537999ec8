package cn.tongban.hub.flow;

import cn.tongban.hub.flow.CheckStep.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Writes down the steps of one test with their times; after a failure what builds on it is skipped. */
final class CheckProtocol {
    private final List<CheckStep> steps = new ArrayList<>();
    private boolean failed;

    /** What a step found. */
    record Found(Verdict verdict, String zh, String en) {
        static Found ok(String zh, String en) {
            return new Found(Verdict.OK, zh, en);
        }

        static Found warning(String zh, String en) {
            return new Found(Verdict.WARNING, zh, en);
        }

        static Found failed(String zh, String en) {
            return new Found(Verdict.FAILED, zh, en);
        }
    }

    /** Finds something out. */
    interface Question {
        Found ask();
    }

    void step(String name, Question question) {
        if (failed) {
            skip(name, "前面的步骤没有通过。", "A step before it failed.");
            return;
        }
        long start = System.nanoTime();
        Found found = question.ask();
        failed = found.verdict() == Verdict.FAILED;
        steps.add(new CheckStep(name, found.verdict(), found.zh(), found.en(), (System.nanoTime() - start) / 1_000_000));
    }

    void skip(String name, String zh, String en) {
        steps.add(CheckStep.skipped(name, zh, en));
    }

    boolean failed() {
        return failed;
    }

    List<CheckStep> steps() {
        return List.copyOf(steps);
    }
}
