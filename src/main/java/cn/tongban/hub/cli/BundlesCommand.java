package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Bundles on the shelf of a hub: which there are, who deployed what, what differs, the second person's word. */
@Command(name = "bundles", description = "集成包:列表、部署历史、差异、批准 / Bundles: list, history, differences, approval")
final class BundlesCommand implements Callable<Integer> {
    private static final String BUNDLES = "/api/v1/bundles/";

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return answers.show(answers.client().get("/api/v1/bundles"), BundlesCommand::shelf);
    }

    @Command(name = "history", description = "谁在何时因何部署了什么 / Who deployed what, when and why")
    int history(@Mixin Answers answers) {
        return answers.show(answers.client().get("/api/v1/deployments"), BundlesCommand::history);
    }

    @Command(name = "nodes", description = "各节点运行的集成包 / What each node runs")
    int nodes(@Mixin Answers answers) {
        return answers.show(answers.client().get("/api/v1/deployments/current"),
                (out, current) -> nodes(out, current.path("nodes")));
    }

    @Command(name = "diff", description = "两个集成包的差异,默认与运行中的比较;有差异退出码为 1"
            + " / What differs, by default from the active one; exit code 1 if anything does")
    int diff(
            @Parameters(paramLabel = "NAME", description = "标签或摘要 / Label or digest") String name,
            @Parameters(arity = "0..1", paramLabel = "FROM") @Nullable String from,
            @Mixin Answers answers) {
        Map<String, String> query = new HashMap<>();
        query.put("from", from);
        JsonNode changes = answers.client().get(BUNDLES + HubClient.encoded(name) + "/changes", query);
        answers.show(changes, out -> changes(out, changes, true));
        return changes.isEmpty() ? Exit.FINE : Exit.FOUND;
    }

    @Command(name = "approve", description = "以第二人身份批准部署 / Approve a deployment as the second person")
    int approve(
            @Parameters(paramLabel = "NO") long no,
            @Option(names = "--reason", required = true, description = "意见 / Why") String reason,
            @Mixin Answers answers) {
        return decide(no, "approve", reason, answers);
    }

    @Command(name = "reject", description = "驳回或撤回待批准的部署 / Refuse a deployment, or take one's own back")
    int reject(
            @Parameters(paramLabel = "NO") long no,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        return decide(no, "reject", reason, answers);
    }

    @Command(name = "get", description = "把集成包取到空目录 / Write the files of a bundle into an empty folder")
    int get(
            @Parameters(paramLabel = "NAME", description = "标签或摘要 / Label or digest") String name,
            @Parameters(paramLabel = "DIR") Path folder,
            @Mixin Reach to) throws IOException {
        BundleFiles files = fetch(to.client(answers.environment()), name);
        String[] there = Files.isDirectory(folder) ? folder.toFile().list() : new String[0];
        if (there == null || there.length > 0) {
            throw new Failure(Exit.USAGE, folder + " 不是空目录。", folder + " is not empty.");
        }
        for (String path : files.paths()) {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, files.bytes(path).orElseThrow());
        }
        answers.out().println("%1$d 个文件已写入 %2$s。%1$d files written.".formatted(files.paths().size(), folder));
        return Exit.FINE;
    }

    /** @param name label, digest or the beginning of a digest */
    static BundleFiles fetch(HubClient client, String name) {
        byte[] archive = client.bytesIfAllowed(BUNDLES + HubClient.encoded(name) + "/archive");
        if (archive.length == 0) {
            throw new Failure(Exit.FOUND, "没有取到集成包 " + name + "。", "The hub gave no bundle " + name + ".");
        }
        return BundleArchive.unpack(archive);
    }

    private static int decide(long no, String verb, String reason, Answers answers) {
        JsonNode deployment = answers.client().post("/api/v1/deployments/" + no + "/" + verb, Map.of("reason", reason));
        return answers.say(deployment, "第 %s 号部署:%s %s".formatted(deployment.path("no").asText(),
                Screen.word("deployment.state", deployment.path("state")), deployment.path("state").asText()));
    }

    private static void shelf(PrintWriter out, JsonNode bundles) {
        TextTable table = new TextTable("集成包 BUNDLE", "标签 LABEL", "文件 FILES", "存入 STORED", "由 BY", "");
        bundles.forEach(b -> table.row(Screen.bundle(b.path("digest")), Screen.text(b.path("label")), Screen.text(b.path("files")),
                Screen.time(b.path("storedAt")), Screen.text(b.path("storedBy")),
                b.path("active").asBoolean() ? "● 运行中 active" : ""));
        table.print(out);
    }

    private static void history(PrintWriter out, JsonNode history) {
        TextTable table = new TextTable("编号 NO", "集成包 BUNDLE", "方式 KIND", "状态 STATE", "生效 ACTIVE", "由 BY",
                "批准 SECOND", "原因 WHY");
        history.forEach(d -> table.row(Screen.text(d.path("no")), name(d), Screen.word("deployment.kind", d.path("kind")),
                Screen.word("deployment.state", d.path("state")), Screen.time(d.path("activeAt")),
                Screen.text(d.path("askedBy")), Screen.text(d.path("decidedBy")), Screen.text(d.path("reason"))));
        table.print(out);
    }

    static void nodes(PrintWriter out, JsonNode nodes) {
        TextTable table = new TextTable("节点 NODE", "集成包 BUNDLE", "自 SINCE", "问题 PROBLEM");
        nodes.forEach(node -> table.row(Screen.text(node.path("node")), Screen.bundle(node.path("digest")),
                Screen.time(node.path("since")), Screen.text(node.path("problem"))));
        table.print(out);
    }

    /** @param whole with every line that differs, else one line for each file */
    static void changes(PrintWriter out, JsonNode changes, boolean whole) {
        changes.forEach(change -> {
            out.println("%s %s  +%d -%d".formatted(sign(change.path("kind").asText()), change.path("path").asText(),
                    change.path("linesAdded").asInt(), change.path("linesRemoved").asInt()));
            if (whole) {
                change.path("diff").forEach(line -> out.println("    " + line.asText()));
            }
        });
        out.println("%d 个文件有改动。%d files differ.".formatted(changes.size(), changes.size()));
    }

    private static String sign(String kind) {
        return kind.equals("added") ? "+" : kind.equals("removed") ? "-" : "~";
    }

    /** Label, or the beginning of the digest. */
    static String name(JsonNode bundle) {
        String label = bundle.path("label").asText();
        return label.isEmpty() ? Screen.bundle(bundle.path("digest")) : label;
    }
}
