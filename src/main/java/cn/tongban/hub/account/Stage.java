package cn.tongban.hub.account;

import java.util.Arrays;
import java.util.Locale;

/** How far somebody has come in. */
public enum Stage {
    /** The password was right, the code of the second factor is missing. */
    SECOND_FACTOR,
    /** A password of one's own must be chosen first. */
    NEW_PASSWORD,
    /** The house asks for a second factor of this role, and there is none yet. */
    NEW_FACTOR,
    IN;

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Stage of(String wire) {
        return Arrays.stream(values()).filter(stage -> stage.wire().equals(wire)).findFirst().orElseThrow();
    }
}
