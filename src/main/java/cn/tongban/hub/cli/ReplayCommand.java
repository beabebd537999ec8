package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    private Reach reach;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (id == null == which.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "请给出投递编号或筛选条件之一。Give either a delivery id or a filter.");
        }
        return id == null ? many(reach.client()) : one(reach.client(), id);
    }

    private int one(HubClient client, UUID delivery) {
        Map<String, Object> body = Map.of("reason", reason, "evenIfDelivered", evenIfDelivered);
        JsonNode after = client.post("/api/v1/deliveries/" + delivery + "/replay", body);
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            json.print(out, after);
        } else {
            Screen.deliveries(out, JsonOption.MAPPER.createArrayNode().add(after));
        }
        return Exit.FINE;
    }

    private int many(HubClient client) {
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> wanted = Map.of("action", "REPLAY", "which", which.asMap());
        JsonNode plan = client.post("/api/v1/deliveries/bulk/plan", wanted);
        int count = plan.path("count").asInt();
        if (!json.wanted()) {
            out.println("将重新投递 %d 件,其中 %d 件对方已有回执%s。Would send %d again, %d of them have a receipt already%s."
                    .formatted(
                            count,
                            plan.path("withReceipt").asInt(),
                            plan.path("more").asBoolean() ? "(还有更多,需分批)" : "",
                            count,
                            plan.path("withReceipt").asInt(),
                            plan.path("more").asBoolean() ? " (there are more: run again)" : ""));
        }
        if (!yes || count == 0) {
            if (json.wanted()) {
                json.print(out, plan);
            } else if (count > 0) {
                out.println("确认无误后加 --yes 执行。Add --yes to do it.");
            }
            return Exit.FINE;
        }
        JsonNode result = client.post("/api/v1/deliveries/bulk/run", order(wanted, plan));
        if (json.wanted()) {
            json.print(out, result);
        } else {
            out.println("已重新投递 %d 件,跳过 %d 件。Sent %d again, skipped %d."
                    .formatted(
                            result.path("done").asInt(),
                            result.path("skipped").asInt(),
                            result.path("done").asInt(),
                            result.path("skipped").asInt()));
        }
        return Exit.FINE;
    }

    private Map<String, Object> order(Map<String, Object> wanted, JsonNode plan) {
        Map<String, Object> order = new LinkedHashMap<>(wanted);
        order.put("upTo", plan.path("upTo").asText());
        order.put("expected", plan.path("count").asInt());
        order.put("reason", reason);
        return order;
    }
}
