package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Back to the version before, as fast as a deployment. */
@Command(name = "rollback", description = "退回前一版本,或指定的版本 / Go back to the version before, or to a named one")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "NAME",
            description = "标签或摘要,默认前一版本 / Label or digest; default: the version before")
    private @Nullable String name;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "原因 / Why")
    private String reason = "";

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        HubClient client = answers.client();
        String active = client.get("/api/v1/deployments/current").at("/deployment/digest").asText();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("to", name);
        order.put("reason", reason);
        JsonNode deployment = client.post("/api/v1/bundles/" + active + "/rollback", order);
        return answers.show(deployment, out -> {
            boolean all = new NodesWait(client).until(deployment.path("digest").asText(), out);
            out.println((all
                    ? "已退回 %s。Back at it on every node."
                    : "已退回 %s,但有节点尚未跟上,见 ./hub bundles nodes。Back at it; some node does not follow.")
                    .formatted(BundlesCommand.name(deployment)));
        });
    }
}
