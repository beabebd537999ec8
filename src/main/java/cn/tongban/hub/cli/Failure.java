package cn.tongban.hub.cli;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Problem;
import java.util.List;
import picocli.CommandLine;

/** A command that cannot go on: what happened in both languages, the places, and the exit code. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;
    private final String english;
    private final transient List<Place> places;

    Failure(int exit, String chinese, String english) {
        this(exit, chinese, english, List.of());
    }

    Failure(int exit, String chinese, String english, List<Place> places) {
        super(chinese);
        this.exit = exit;
        this.english = english;
        this.places = places;
    }

    static Failure of(HubException e) {
        Problem problem = Problem.of(e);
        return new Failure(Exit.FOUND, problem.detail(), problem.detailEn(), problem.places());
    }

    /** Prints what happened; a failure that nobody foresaw with its stack, for the report to the makers. */
    static int report(Exception e, CommandLine command) {
        Failure failure;
        if (e instanceof Failure known) {
            failure = known;
        } else if (e instanceof HubException hub) {
            failure = of(hub);
        } else {
            e.printStackTrace(command.getErr());
            return Exit.FOUND;
        }
        command.getErr().println(failure.getMessage());
        command.getErr().println(failure.english);
        for (Place place : failure.places) {
            command.getErr().println("  " + place.pointer() + "  " + place.rule() + "  " + place.detail());
        }
        return failure.exit;
    }
}
