package cn.tongban.hub.deployment;

import java.util.Locale;

/** Why a bundle was put to work. */
public enum DeploymentKind {
    /** A hub started with it. */
    START,
    /** A person deployed it. */
    DEPLOY,
    /** A person went back to it. */
    ROLLBACK,
    /** The hub went back to it by itself. */
    AUTOMATIC,
    /** A file was saved on a developer's machine. */
    WATCH;

    /** As in the database and in answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DeploymentKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
