package cn.tongban.bench;

import java.util.ArrayList;
import java.util.List;

/** The rows that need no hub: the integrator's baseline and the comparison of lanes with a second hop. */
final class PeerRows {
    /** Starts a subject; called again for each alternation. */
    interface Source {
        Subject open() throws Exception;
    }

    private final Peers peers;
    private final Course course;
    private final Floors floors;
    private final Table table;

    PeerRows(Peers peers, Course course, Floors floors, Table table) {
        this.peers = peers;
        this.course = course;
        this.floors = floors;
        this.table = table;
    }

    /** The best plain Camel, sustained; gives its ratio to the floor so that the hub can be compared with it. */
    double plainCamel() throws Exception {
        List<Source> sources = new ArrayList<>();
        for (int consumers : course.quick() ? new int[] {8} : new int[] {2, 4, 8, 16}) {
            for (int connections : course.quick() ? new int[] {8} : new int[] {1, 8}) {
                sources.add(() -> peers.plainCamel(connections, consumers, false));
            }
        }
        if (!course.quick()) {
            sources.add(() -> peers.plainCamel(8, 8, true));
        }
        Source best = best(sources);
        return sustained("plain Camel + JMS, end to end", best);
    }

    /** Both prototypes, sustained, on the same database. */
    void hops(String url) throws Exception {
        for (String way : List.of("lanes", "broker")) {
            List<Source> sources = new ArrayList<>();
            for (int senders : course.quick() ? new int[] {8} : new int[] {4, 8, 16}) {
                sources.add(() -> peers.hop(way, url, senders));
            }
            sustained("prototype, " + way + ", end to end", best(sources));
        }
    }

    private Source best(List<Source> sources) throws Exception {
        Source best = sources.get(0);
        double most = 0;
        for (Source source : sources.size() == 1 ? List.<Source>of() : sources) {
            try (Subject subject = source.open()) {
                course.warm(subject, 5_000, 30);
                double rate = course.burst(subject, 3);
                Course.log("%s: burst %.0f/s", subject.name(), rate);
                if (rate > most) {
                    most = rate;
                    best = source;
                }
            }
        }
        return best;
    }

    private double sustained(String what, Source source) throws Exception {
        try (Subject subject = source.open()) {
            course.warm(subject, course.quick() ? 6_000 : 200_000, 150);
            double burst = course.burst(subject, 3);
            floors.again();
            double rate = course.sustained(subject, burst * 0.9);
            floors.again();
            double floor = floors.take();
            table.ratio(what + " (" + subject.name() + ")", rate, floor);
            return floor == 0 ? 0 : rate / floor;
        }
    }
}
