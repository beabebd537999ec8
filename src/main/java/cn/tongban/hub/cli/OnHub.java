package cn.tongban.hub.cli;

import cn.tongban.hub.replay.Finding;
import cn.tongban.hub.replay.Kind;
import cn.tongban.hub.replay.Report;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replay that a hub runs by itself; only its report comes here. */
final class OnHub {
    private OnHub() {}

    /** The traffic of the last while, and why it is read. */
    static Map<String, @Nullable Object> order(Duration last, @Nullable String reason) {
        Instant now = HubCli.clock().instant();
        Map<String, @Nullable Object> order = new LinkedHashMap<>();
        order.put("from", now.minus(last).toString());
        order.put("to", now.plusSeconds(1).toString());
        order.put("reason", reason);
        return order;
    }

    static Report run(HubClient client, String digest, Object order, Consumer<Report.Counts> progress) {
        JsonNode status = client.post("/api/v1/bundles/" + digest + "/replays", order);
        while (status.path("state").asText().equals("RUNNING")) {
            rest();
            status = client.get("/api/v1/replays/" + status.path("id").asText());
            progress.accept(counts(status.path("progress")));
        }
        if (!status.path("state").asText().equals("DONE")) {
            String code = status.path("code").asText();
            throw new Failure(Exit.FOUND, "枢纽上的试跑失败:" + code, "The replay on the hub failed: " + code);
        }
        return report(status.path("report"));
    }

    private static void rest() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.FOUND, "已中断。", "Interrupted.");
        }
    }

    private static Report.Counts counts(JsonNode node) {
        return new Report.Counts(node.path("messages").asLong(), node.path("deliveries").asLong(),
                node.path("refusals").asLong(), node.path("skipped").asLong(), node.path("differing").asLong(),
                node.path("unplaced").asLong(), node.path("gone").asLong());
    }

    private static Report report(JsonNode node) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : node.path("findings")) {
            List<Finding.Example> examples = new ArrayList<>();
            finding.path("examples").forEach(example -> examples.add(new Finding.Example(
                    UUID.fromString(example.path("id").asText()), example.path("before").asText(),
                    example.path("after").asText())));
            findings.add(new Finding(finding.path("where").asText(), finding.path("field").asText(),
                    Kind.of(finding.path("kind").asText()).orElse(Kind.CHANGED), finding.path("messages").asLong(), examples));
        }
        return new Report(node.path("baseline").asText(), node.path("candidate").asText(), counts(node.path("counts")),
                findings, node.path("beyond").asLong(), node.path("millis").asLong());
    }
}
