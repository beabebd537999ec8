package cn.tongban.hub.source;

import cn.tongban.hub.connector.Secret;
import java.time.Duration;

/** Somebody else's database, as the hub may reach it. */
record Partner(String url, String user, Secret password) {
    static final Duration ANSWER = Duration.ofSeconds(30);

    boolean postgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** An address may hold names that are nobody's business. */
    @Override
    public String toString() {
        return "Partner";
    }
}
