package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a step that a party reports:
 *
 * <table>
 * <caption>asked from top to bottom</caption>
 * <tr><td>key or content known</td><td>{@link Verdict.Repeated}</td></tr>
 * <tr><td>older than the newest applied step, reachable or not</td><td>{@link Verdict.Late}</td></tr>
 * <tr><td>an edge leads there, or edges whose states the sender's profile implies</td><td>{@link Verdict.Applied}</td></tr>
 * <tr><td>the state is one that this party reports more than once</td><td>{@link Verdict.Applied} without a move while the
 * case is in it, {@link Verdict.Late} after it has left it for good</td></tr>
 * <tr><td>reachable by steps (or cancel events) that may still come</td><td>{@link Verdict.Parked}</td></tr>
 * <tr><td>anything else</td><td>{@link Verdict.Impossible}</td></tr>
 * </table>
 *
 * <p>Three consequences are worth knowing. The same state again, newer and with other content, is parked where the case
 * can leave the state and come back (审核, 特别程序, 补正, 转办, 送达 after a cancelled delivery): the step between is
 * missing. Where it cannot come back (办结 twice) it is impossible, because its content may contradict the first one and
 * somebody must look. A decision while materials are owed is early: the supply is what is missing. And a step with the
 * very time of the newest one is judged by the table, as whole minutes are all that many parties send.
 */
public final class StepJudge {
    private static final Comparator<ParkedStep> SOURCE_TIME = Comparator.comparing(
                    (ParkedStep parked) -> parked.step().at())
            .thenComparing(parked -> parked.step().stepKey());

    private StepJudge() {}

    /** Whether a case may begin with this step. */
    public static boolean begins(Step step) {
        return CaseEdges.from(null).stream().anyMatch(e -> e.to() == step.target());
    }

    /** The verdict on one step, without any change. {@code now} is the business clock, from which parking counts. */
    public static Verdict judge(CaseFile file, Step step, StepProfile profile, Instant now) {
        return file.knows(step) ? new Verdict.Repeated() : place(file, step, profile, now.plus(profile.park()));
    }

    /** Judges a step, applies the verdict, and then every parked step that has become possible. */
    public static Progress take(CaseFile file, Step step, StepProfile profile, Instant now) {
        Verdict verdict = judge(file, step, profile, now);
        Progress released = release(file.apply(step, profile, verdict));
        List<Judged> all = new ArrayList<>();
        all.add(new Judged(step, verdict));
        all.addAll(released.judged());
        return new Progress(released.file(), all);
    }

    /**
     * The parked steps that need not wait any longer, in source-time order, each judged after the one before it was
     * applied: applied, or overtaken meanwhile (late), or cut off (impossible).
     */
    public static List<Judged> ripe(CaseFile file) {
        return release(file).judged();
    }

    /** As {@link #ripe}, with the file afterwards. */
    public static Progress release(CaseFile file) {
        List<Judged> judged = new ArrayList<>();
        CaseFile current = file;
        Optional<Progress> next = releaseOne(current);
        while (next.isPresent()) {
            current = next.get().file();
            judged.addAll(next.get().judged());
            next = releaseOne(current);
        }
        return new Progress(current, judged);
    }

    private static Optional<Progress> releaseOne(CaseFile file) {
        for (ParkedStep parked : file.parked().stream().sorted(SOURCE_TIME).toList()) {
            Step step = parked.step();
            Verdict verdict = place(file, step, parked.profile(), parked.until());
            if (!(verdict instanceof Verdict.Parked)) {
                CaseFile after = file.unpark(step.stepKey()).apply(step, parked.profile(), verdict);
                return Optional.of(new Progress(after, List.of(new Judged(step, verdict))));
            }
        }
        return Optional.empty();
    }

    private static Verdict place(CaseFile file, Step step, StepProfile profile, Instant until) {
        if (file.isNewerThan(step)) {
            return new Verdict.Late();
        }
        List<Edge> way = Ways.through(file, step, profile);
        if (!way.isEmpty()) {
            return new Verdict.Applied(transitions(way, step));
        }
        boolean repeats = profile.repeats().contains(step.target()) && !step.cancels();
        if (repeats && file.state() == step.target()) {
            return new Verdict.Applied(
                    List.of(new Transition(file.state(), step.target(), step.provenance(), step.at())));
        }
        boolean opens = Ways.mayOpen(file, step);
        if (repeats && !opens) {
            return new Verdict.Late();
        }
        return opens
                ? new Verdict.Parked(until)
                : new Verdict.Impossible(file.state(), step.target());
    }

    private static List<Transition> transitions(List<Edge> way, Step step) {
        List<Transition> transitions = new ArrayList<>();
        way.subList(0, way.size() - 1)
                .forEach(e -> transitions.add(new Transition(e.from(), e.to(), Provenance.DERIVED, null)));
        transitions.add(new Transition(way.get(way.size() - 1).from(), step.target(), step.provenance(), step.at()));
        return transitions;
    }
}
