package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of the story: how long, how much memory, and that the books balance. */
final class Closing {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoSystem system;
    private final Narrator narrator;

    Closing(DemoSystem system, Narrator narrator) {
        this.system = system;
        this.narrator = narrator;
    }

    void tell(Duration elapsed) {
        List<JsonNode> balances = system.until("nothing in flight", PATIENCE, () -> Optional.of(balances())
                .filter(all -> all.stream().allMatch(one -> one.path("inFlight").asLong() == 0)));
        narrator.say("demo.end", Narrator.seconds(elapsed));
        memory();
        balances.forEach(this::balance);
        narrator.say("demo.where", system.hub().at("/"), system.tokenFile(), system.loginsFile());
    }

    private void memory() {
        Resident.ofProcess(system.hubPid())
                .ifPresent(hub -> narrator.say(
                        "demo.memory", hub, Resident.ofDescendants(system.hubPid()).orElse(0)));
    }

    private void balance(JsonNode one) {
        long difference = one.path("addressed").asLong()
                - one.path("delivered").asLong()
                - one.path("dead").asLong()
                - one.path("discarded").asLong()
                - one.path("inFlight").asLong();
        narrator.say(
                "demo.balance",
                one.path("destination").asText(),
                one.path("addressed").asLong(),
                one.path("delivered").asLong(),
                one.path("dead").asLong(),
                one.path("discarded").asLong(),
                one.path("inFlight").asLong(),
                difference);
        if (difference != 0) {
            throw new DemoException(
                    DemoException.UNTRUE, "demo.error.untrue", "difference 0", Long.toString(difference));
        }
    }

    private List<JsonNode> balances() {
        List<JsonNode> balances = new ArrayList<>();
        for (JsonNode connector : system.hub().get("/api/v1/connectors")) {
            JsonNode fresh = system.hub().get("/api/v1/connectors/" + connector.path("id").asText());
            if (fresh.path("today").isObject()) {
                balances.add(fresh.path("today"));
            }
        }
        return balances;
    }
}
