package cn.tongban.hub.connector;

/**
 * Where deliveries go: a connector, or one of its parties.
 *
 * @param party empty for a connector without parties; {@link #EVENTS} for whoever listens
 */
public record Destination(String connector, String party) {
    /** Stands in the place of a party for the topics of a connector. */
    public static final String EVENTS = "events";

    /** @param id {@code <connector>} or {@code <connector>.<party>} */
    public static Destination of(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? new Destination(id, "") : new Destination(id.substring(0, dot), id.substring(dot + 1));
    }

    public String id() {
        return party.isEmpty() ? connector : connector + "." + party;
    }
}
