package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** The platform goes down: the desk notices nothing. It comes back: what waited arrives by itself. */
final class PlatformOutage implements Chapter {
    private static final List<Integer> CASES = List.of(3, 4);

    @Override
    public void tell(Stage stage) {
        stage.faults(Stage.PLATFORM, Stage.object().put("down", true));
        try {
            down(stage);
        } finally {
            stage.faults(Stage.PLATFORM, Stage.object());
        }
        back(stage);
    }

    private static void down(Stage stage) {
        for (int n : CASES) {
            stage.handInWell(stage.cases().plain(n));
        }
        for (int n : CASES) {
            String caseNo = stage.cases().number(n);
            stage.await("a first attempt for " + caseNo, "cases/" + caseNo, PlatformOutage::isTriedAndOpen);
        }
        stage.narrator().step("demo.outage.down", CASES.size());
        stage.narrator().look("./hub status");
        stage.narrator().look("curl -s -H \"$T\" $H/connectors/" + Stage.PLATFORM);
    }

    /** Waiting, or in doubt: a request may have left on a connection that was cut at that very moment. */
    private static boolean isTriedAndOpen(JsonNode seen) {
        return StreamSupport.stream(seen.path("open").spliterator(), false).anyMatch(delivery ->
                delivery.path("destination").asText().equals(Stage.PLATFORM) && delivery.path("hops").asInt() > 0);
    }

    private static void back(Stage stage) {
        long start = System.nanoTime();
        for (int n : CASES) {
            stage.awaitCase(stage.cases().number(n), "FORWARDED");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        stage.narrator().step("demo.outage.back", CASES.size(), Narrator.seconds(took));
        CASES.forEach(n -> stage.narrator().look("./hub case " + stage.cases().number(n)));
    }
}
