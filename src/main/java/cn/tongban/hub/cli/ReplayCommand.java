package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Sends again: one, or many after saying how many. */
@Command(
        name = "replay",
        description = "重新投递:单件,或按条件批量(先列数量,加 --yes 才执行) / Send again: one, or many by filter"
                + " (says how many first; --yes does it)")
final class ReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "投递编号 / Delivery id")
    private @Nullable UUID id;

    @Mixin
    private WhichOptions which;

    @Option(names = "--even-if-delivered", description = "对方已有回执也重发(仅单件) / Also with a receipt (one only)")
    private boolean evenIfDelivered;

    @Option(names = "--reason", required = true, description = "原因 / Why")
    private String reason;

    @Option(names = "--yes", description = "执行 / Do it")
    private boolean yes;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        if (id == null == which.isEmpty()) {
            throw new ParameterException(
                    answers.command(), "请给出投递编号或筛选条件之一。Give either a delivery id or a filter.");
        }
        return id == null ? many(answers.client()) : one(answers.client(), id);
    }

    private int one(HubClient client, UUID delivery) {
        Map<String, Object> body = Map.of("reason", reason, "evenIfDelivered", evenIfDelivered);
        return answers.show(client.post("/api/v1/deliveries/" + delivery + "/replay", body), Screen::oneDelivery);
    }

    private int many(HubClient client) {
        Map<String, Object> wanted = Map.of("action", "REPLAY", "which", which.asMap());
        JsonNode plan = client.post("/api/v1/deliveries/bulk/plan", wanted);
        int count = plan.path("count").asInt();
        if (!answers.json()) {
            answers.out().println("将重新投递 %d 件,其中 %d 件对方已有回执%s。Would send %d again, %d of them have a receipt already%s."
                    .formatted(
                            count,
                            plan.path("withReceipt").asInt(),
                            plan.path("more").asBoolean() ? "(还有更多,需分批)" : "",
                            count,
                            plan.path("withReceipt").asInt(),
                            plan.path("more").asBoolean() ? " (there are more: run again)" : ""));
        }
        if (!yes || count == 0) {
            return answers.show(plan, out -> {
                if (count > 0) {
                    out.println("确认无误后加 --yes 执行。Add --yes to do it.");
                }
            });
        }
        JsonNode result = client.post("/api/v1/deliveries/bulk/run", order(wanted, plan));
        return answers.say(result, "已重新投递 %1$d 件,跳过 %2$d 件。Sent %1$d again, skipped %2$d."
                .formatted(result.path("done").asInt(), result.path("skipped").asInt()));
    }

    private Map<String, Object> order(Map<String, Object> wanted, JsonNode plan) {
        Map<String, Object> order = new LinkedHashMap<>(wanted);
        order.put("upTo", plan.path("upTo").asText());
        order.put("expected", plan.path("count").asInt());
        order.put("reason", reason);
        return order;
    }
}
