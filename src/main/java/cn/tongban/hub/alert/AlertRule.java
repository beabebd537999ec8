package cn.tongban.hub.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked at. The texts are in {@code i18n/messages*.properties} under {@code alert.<rule>.…}. */
public enum AlertRule {
    /** Dead letters of a destination wait for a person. */
    DEAD(true),
    /** Deliveries of a destination are in doubt for longer than questions take. */
    DOUBTS(false),
    /** The oldest delivery of a destination waits too long. */
    LAG(false),
    /** The circuit of a destination stays open while something waits. */
    CIRCUIT(true),
    /** A source is stopped, or its other side does not answer. */
    SOURCE(true),
    /** A node has no room and takes nothing in. */
    STORAGE(true),
    /** The day's equation of a destination does not add up. */
    BALANCE(true),
    /** Cases are past their promised limit. */
    CASES_LATE(false),
    /** Nothing, or far too little, comes of a flow. */
    SILENCE(true);

    private final boolean severe;

    AlertRule(boolean severe) {
        this.severe = severe;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Red, else amber. */
    public boolean severe() {
        return severe;
    }

    /** Empty for one of another version of the hub. */
    static Optional<AlertRule> find(String wire) {
        return Arrays.stream(values()).filter(rule -> rule.wire().equals(wire)).findFirst();
    }
}
