package cn.tongban.hub.flow;

import java.util.Locale;

/** What the hub asks a partner besides its deliveries. */
public enum QuestionKind {
    /** For a ticket that lets it in. */
    TICKETS,
    /** For what waits there. */
    PULLS,
    /** For the whole of one thing that waits there, where the answer to {@link #PULLS} only names it. */
    FETCHES,
    /** Tells it what became of something that waited there. */
    CONFIRMS,
    /** What a person wants to know of it or have done by it, now. */
    ASKS;

    /** As a route's address writes it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
