package cn.tongban.hub.replay;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.OwnMessages;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Runs one piece of traffic through both bundles and notes what differs. For many threads. */
final class Judge {
    /** Refusals that a bundle decides; who sends what when is decided elsewhere and is not run again. */
    private static final Set<String> OF_THE_BUNDLE = Set.of(ErrorCode.CONTRACT_VIOLATION.code(),
            ErrorCode.UNKNOWN_ITEM.code(), ErrorCode.ITEM_EXCLUDED.code(), ErrorCode.DEBT_NOT_TOLERABLE.code(),
            ErrorCode.DEBT_PROMISE_TOO_LONG.code(), ErrorCode.COMMITMENT_NOT_LISTED.code(),
            ErrorCode.COMMITMENT_MISSING.code(), ErrorCode.UNKNOWN_CODE.code(), ErrorCode.MAPPING_FAILED.code(),
            ErrorCode.BODY_NOT_JSON.code(), ErrorCode.BODY_TRUNCATED.code(), ErrorCode.BODY_TOO_DEEP.code(),
            ErrorCode.BODY_TOO_LARGE.code(), ErrorCode.ID_MALFORMED.code());

    private final RouteBook baseline;
    private final RouteBook candidate;
    private final boolean all;
    private final Engines engines;
    /** The route that took the last message of this kind; the next one probably comes the same way. */
    private final Map<String, String> lastRoutes = new ConcurrentHashMap<>();

    /** What became of a piece of traffic. */
    enum Verdict {
        SAME,
        DIFFERS,
        /** Everything that it passes is the same in both bundles, or the hub said it itself and no route took it in. */
        SKIPPED,
        /** Its bytes are gone: retention, or a deleted key. */
        GONE,
        /** No route of the baseline takes it as it was taken when it was recorded. */
        UNPLACED
    }

    /** @param all also what passes only what both bundles share */
    Judge(RouteBook baseline, RouteBook candidate, boolean all, Engines engines) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.all = all;
        this.engines = engines;
    }

    Verdict judge(Recorded recorded) {
        if (recorded instanceof Recorded.In in) {
            return message(in);
        }
        return recorded instanceof Recorded.Out out ? delivery(out) : refusal((Recorded.Refused) recorded);
    }

    private Verdict message(Recorded.In in) {
        if (in.connector().equals(OwnMessages.CONNECTOR)) {
            return Verdict.SKIPPED;
        }
        List<InRoute> possible = baseline.arriving(in.connector(), in.document());
        if (!possible.isEmpty() && shared(possible)) {
            return Verdict.SKIPPED;
        }
        byte[] body = in.original().open();
        if (body == null) {
            return Verdict.GONE;
        }
        String kind = in.connector() + " " + in.type();
        Map<InRoute, Ran> failed = new HashMap<>();
        for (InRoute route : ordered(possible, kind)) {
            Ran before = engines.get().baseline().arrive(route, arriving(in, route, body));
            if (before instanceof Ran.Passed passed && isOf(passed, in)) {
                lastRoutes.put(kind, route.id());
                return judged(route, in.id(), in.document(), before, arrive(route, in, body));
            }
            failed.put(route, before);
        }
        for (InRoute route : ordered(possible, kind)) {
            Ran before = failed.get(route);
            Ran after = before instanceof Ran.Failed ? arrive(route, in, body) : before;
            if (after instanceof Ran.Passed passed && before instanceof Ran.Failed && isOf(passed, in)) {
                return judged(route, in.id(), in.document(), before, after);
            }
        }
        return Verdict.UNPLACED;
    }

    private Ran arrive(InRoute route, Recorded.In in, byte[] body) {
        return candidate.sameEntry(route)
                .map(other -> engines.get().candidate().arrive(other, arriving(in, other, body)))
                .orElse(new Ran.Failed(ErrorCode.NO_ROUTE.code(), List.of()));
    }

    private static boolean isOf(Ran.Passed passed, Recorded.In in) {
        return passed.traits().getOrDefault("type", in.type()).equals(in.type())
                && passed.traits().getOrDefault("case", in.caseNo()).equals(in.caseNo());
    }

    private static Arriving arriving(Recorded.In in, InRoute route, byte[] body) {
        return new Arriving(parameters(route, in.caseNo(), body), in.mediaType(), in.id().toString(), in.at(), body);
    }

    /** The path of a request is not recorded; what stands in it stands in the document, too, or is the case number. */
    static Map<String, String> parameters(InRoute route, String caseNo, byte[] body) {
        List<String> names = StandIn.parameterNames(route.entry());
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        JsonNode document = null;
        for (String name : names) {
            String value = caseNo;
            if (!name.equals("caseNo")) {
                document = document == null ? Documents.read(body) : document;
                value = document.path(name).asText("");
            }
            values.put(name, URLEncoder.encode(value.isEmpty() ? "unknown" : value, StandardCharsets.UTF_8));
        }
        return values;
    }

    private Verdict delivery(Recorded.Out out) {
        Optional<OutRoute> before = baseline.carrying(out.destination(), out.type());
        Optional<OutRoute> after = candidate.carrying(out.destination(), out.type());
        if (before.isEmpty() && after.isEmpty()) {
            return Verdict.UNPLACED;
        }
        if (!all && before.map(OutRoute::footprint).equals(after.map(OutRoute::footprint))) {
            return Verdict.SKIPPED;
        }
        byte[] canonical = out.canonical().open();
        if (canonical == null) {
            return Verdict.GONE;
        }
        Attempt attempt = new Attempt(out.id(), out.destination(), 1, out.messageId(), out.caseNo(), out.type(), out.at(),
                canonical);
        String where = "out " + before.or(() -> after).orElseThrow().id();
        Engines.Running running = engines.get();
        boolean differs = running.differences().outgoing(where, out.id(),
                running.baseline().send(attempt), running.candidate().send(attempt));
        return differs ? Verdict.DIFFERS : Verdict.SAME;
    }

    private Verdict refusal(Recorded.Refused refused) {
        if (!OF_THE_BUNDLE.contains(refused.code())) {
            return Verdict.SKIPPED;
        }
        List<InRoute> possible = baseline.arriving(refused.connector());
        if (!possible.isEmpty() && shared(possible)) {
            return Verdict.SKIPPED;
        }
        byte[] body = refused.body().open();
        if (body == null) {
            return Verdict.GONE;
        }
        Set<String> places = new HashSet<>(refused.places());
        String kind = refused.connector() + " refused " + refused.code();
        for (InRoute route : ordered(possible, kind)) {
            Arriving arriving = new Arriving(parameters(route, "unknown", body), "application/json",
                    refused.id().toString(), refused.at(), body);
            Ran before = engines.get().baseline().arrive(route, arriving);
            if (before instanceof Ran.Failed failed && failed.code().equals(refused.code())
                    && new HashSet<>(failed.places()).equals(places)) {
                lastRoutes.put(kind, route.id());
                Ran after = candidate.sameEntry(route)
                        .map(other -> engines.get().candidate().arrive(other, arriving))
                        .orElse(new Ran.Failed(ErrorCode.NO_ROUTE.code(), List.of()));
                return judged(route, refused.id(), "", before, after);
            }
        }
        return Verdict.UNPLACED;
    }

    private boolean shared(List<InRoute> routes) {
        return !all && routes.stream().allMatch(route -> candidate.sameEntry(route)
                .filter(other -> other.footprint().equals(route.footprint())).isPresent());
    }

    private List<InRoute> ordered(List<InRoute> routes, String kind) {
        String last = lastRoutes.get(kind);
        if (last == null || routes.size() < 2 || routes.get(0).id().equals(last)) {
            return routes;
        }
        List<InRoute> ordered = new ArrayList<>(routes);
        ordered.sort(Comparator.comparing(route -> !route.id().equals(last)));
        return ordered;
    }

    private Verdict judged(InRoute route, UUID id, String document, Ran before, Ran after) {
        return engines.get().differences().incoming("in " + route.id(), id, document, before, after) ? Verdict.DIFFERS : Verdict.SAME;
    }
}
