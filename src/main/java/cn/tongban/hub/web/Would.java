package cn.tongban.hub.web;

import cn.tongban.hub.support.Place;
import cn.tongban.hub.trial.DryRun;
import java.util.List;

/**
 * What the bundle at work would make of a recorded message for one destination.
 *
 * @param bundle its digest
 * @param route that carries it, empty where there is none
 * @param code why it would not be sent, empty when it would
 * @param subject what the code is about: a table, a mapping; nothing personal
 * @param places where in the document
 * @param requests what would be sent
 */
public record Would(String bundle, String route, String code, String subject, List<Place> places, List<Request> requests) {
    public Would {
        places = List.copyOf(places);
        requests = List.copyOf(requests);
    }

    /** @param line method and address, or the queue */
    public record Request(String line, List<String> headers, String body) {
        public Request {
            headers = List.copyOf(headers);
        }
    }

    static Would of(DryRun run) {
        DryRun.WouldDeliver one = run.deliveries().get(0);
        DryRun.Stop problem = one.problem();
        return new Would(run.bundle(), one.route(), problem == null ? "" : problem.code(),
                problem == null ? "" : problem.subject(), problem == null ? List.of() : problem.places(),
                one.requests().stream().map(sent -> new Request(sent.line(), sent.headers(), sent.body())).toList());
    }

    /** Whether it would be sent. */
    public boolean passes() {
        return code.isEmpty();
    }
}
