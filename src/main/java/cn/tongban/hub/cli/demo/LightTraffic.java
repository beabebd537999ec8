package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** A desk that hands in a few cases each second, and a platform that decides them, until somebody has seen enough. */
final class LightTraffic {
    private static final long CASES_PER_RUN = 1_000_000;
    private static final Duration REPORT = Duration.ofSeconds(30);
    private static final List<String> LIFE = List.of("07", "10", "11", "12", "13");

    private final DemoSystem system;
    private final Narrator narrator;

    LightTraffic(DemoSystem system, Narrator narrator) {
        this.system = system;
        this.narrator = narrator;
    }

    /** Goes on for ever; ends by an exception when one of the processes has ended. */
    void run(int perSecond, int number) {
        ObjectNode script = Stage.object().put("firstMillis", 500).put("nextMillis", 200);
        LIFE.forEach(script.putArray("statuses")::add);
        system.sandbox().put("/_sandbox/city-platform/script", script);
        // Far above the case numbers of the story, and apart from those of every other run.
        ObjectNode traffic = Stage.object().put("perSecond", perSecond).put("first", (number + 1) * CASES_PER_RUN);
        system.sandbox().post("/_sandbox/city-window/traffic", traffic);
        narrator.say("demo.traffic", perSecond);
        while (true) {
            system.pause(REPORT);
            JsonNode now = system.sandbox().get("/_sandbox/city-window/traffic");
            narrator.say("demo.traffic.now", now.path("sent").asLong(), now.path("acknowledged").asLong());
        }
    }
}
