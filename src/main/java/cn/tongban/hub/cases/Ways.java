package cn.tongban.hub.cases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for ways through {@link CaseEdges}. The graph has a few dozen nodes, so plain breadth-first search will do. */
final class Ways {
    private Ways() {}

    /**
     * The edges that this step takes: one as a rule, more where the profile implies the states between. Empty if there
     * is no such way. A state is never left and entered again on the quiet: only reported steps go in circles.
     */
    static List<Edge> through(CaseFile file, Step step, StepProfile profile) {
        Deque<Way> open = new ArrayDeque<>(List.of(new Way(file.standing(), List.of())));
        Set<Standing> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Way way = open.removeFirst();
            Optional<Edge> last = edgeFor(step, way.end(), file.instantItem());
            if (last.isPresent() && (way.edges().isEmpty() || step.target() != file.state())) {
                List<Edge> edges = way.plus(last.get()).edges();
                return blockedByDebt(edges, file, profile) ? List.of() : edges;
            }
            CaseEdges.from(way.end().state()).stream()
                    .filter(e -> profile.implied().contains(e.to()) && e.fits(way.end(), file.instantItem(), false))
                    .filter(e -> seen.add(way.end().after(e)))
                    .forEach(e -> open.add(way.plus(e)));
        }
        return List.of();
    }

    /** Whether steps or cancel events that may still come would make this step possible. */
    static boolean mayOpen(CaseFile file, Step step) {
        Deque<Standing> open = new ArrayDeque<>(List.of(file.standing()));
        Set<Standing> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Standing here = open.removeFirst();
            if (edgeFor(step, here, file.instantItem()).isPresent()) {
                return true;
            }
            CaseEdges.from(here.state()).stream()
                    .filter(e -> e.possible(here, file.instantItem()))
                    .map(here::after)
                    .filter(seen::add)
                    .forEach(open::add);
        }
        return false;
    }

    private static Optional<Edge> edgeFor(Step step, Standing here, boolean instantItem) {
        return CaseEdges.from(here.state()).stream()
                .filter(e -> e.to() == step.target() && e.fits(here, instantItem, step.cancels()))
                .findFirst();
    }

    private static boolean blockedByDebt(List<Edge> edges, CaseFile file, StepProfile profile) {
        return file.openDebts() > 0
                && !profile.decideWithDebt()
                && edges.stream().anyMatch(e -> e.to() == CaseState.DECIDED);
    }

    private record Way(Standing end, List<Edge> edges) {
        Way plus(Edge edge) {
            List<Edge> longer = new ArrayList<>(edges);
            longer.add(edge);
            return new Way(end.after(edge), longer);
        }
    }
}
