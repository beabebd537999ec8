package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.release.Severity;
import cn.tongban.hub.replay.Report;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** From a folder to the running hub: checked here, checked and tested there, shown, put to work, seen on every node. */
@Command(name = "deploy", description = "部署集成包到运行中的枢纽,不停机;旧版本处理完手头的再退出"
        + " / Put a bundle to work on a running hub; what is under way ends on the version before")
final class DeployCommand implements Callable<Integer> {
    private static final int REASON_FILES = 3;

    @Mixin
    private BundleFolder folder;

    @Option(names = "--label", paramLabel = "LABEL", description = "版本标签,例如 2026.11.1 / Version label")
    private String label = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "原因,默认列出改动的文件 / Why; default: what changed")
    private String reason = "";

    @Option(names = "--replay", paramLabel = "7d", description = "先在枢纽上回放最近的报文,出现其他差异则不部署,须写明 --reason"
            + " / First run recorded traffic through it on the hub; if anything else differs it is not deployed; needs --reason")
    private @Nullable String replay;

    @Mixin
    private ExpectOptions expect;

    @Option(names = "--plan", description = "只上传、校验并显示差异,不生效 / Check and show the difference; put nothing to work")
    private boolean plan;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        if (replay == null && expect.given()) {
            throw new ParameterException(answers.command(), "--expect 只与 --replay 一起用。--expect needs --replay.");
        }
        if (replay != null && reason.isBlank()) {
            throw new ParameterException(answers.command(), "读取报文须写明 --reason。Reading traffic needs --reason.");
        }
        ExpectOptions.Expected expected = expect.read();
        BundleFiles files = folder.files();
        checkHere(files);
        HubClient client = answers.client();
        String active = client.get("/api/v1/deployments/current").at("/deployment/digest").asText();
        JsonNode kept = client.post("/api/v1/bundles?label=" + HubClient.encoded(label), "application/zip",
                BundleArchive.pack(files));
        say("校验和 %d 项测试通过 %s。Checks and %d tests passed.", kept.path("tests").asInt(), Screen.bundle(files.digest()),
                kept.path("tests").asInt());
        if (active.equals(files.digest())) {
            return answers.say(kept.path("bundle"), "该集成包已在运行,无需部署。It is at work already.");
        }
        JsonNode changes = client.get("/api/v1/bundles/" + files.digest() + "/changes");
        BundlesCommand.changes(text(), changes, plan);
        if (replay != null) {
            checkReplay(client, files.digest(), Period.of(replay, answers.command()), expected);
        }
        if (plan) {
            return answers.say(changes, "仅预览,未生效。A plan only; nothing was put to work.");
        }
        JsonNode deployment = client.post("/api/v1/bundles/" + files.digest() + "/deploy", order(active, changes));
        if (deployment.path("state").asText().equals("proposed")) {
            return answers.say(deployment, ("已提交第 %1$s 号部署,等待第二人批准:./hub bundles approve %1$s --reason …"
                    + "%nDeployment %1$s waits for a second person.").formatted(deployment.path("no").asText()));
        }
        boolean all = new NodesWait(client).until(files.digest(), text());
        return answers.say(deployment, all
                ? "第 %1$s 号部署已在全部节点生效。Deployment %1$s is at work on every node.".formatted(
                        deployment.path("no").asText())
                : "部署已生效,但有节点尚未跟上,见 ./hub bundles nodes。Some node does not follow; see ./hub bundles nodes.");
    }

    private void checkHere(BundleFiles files) {
        List<Finding> errors = BundleValidator.validate(files, folder.policy()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR).toList();
        if (!errors.isEmpty()) {
            errors.forEach(answers.err()::println);
            throw new Failure(Exit.FOUND, "校验未通过,没有部署。", "The bundle did not pass; nothing was deployed.");
        }
    }

    private void checkReplay(HubClient client, String digest, Duration last, ExpectOptions.Expected expected) {
        Report report = OnHub.run(client, digest, OnHub.order(last, reason), new ProgressLines(text()));
        expect.print(report, expected, text());
        if (!expected.covers(report)) {
            throw new Failure(Exit.FOUND, "历史报文的结果有未预期的差异,没有部署。",
                    "Recorded traffic would come out otherwise than expected; nothing was deployed.");
        }
    }

    private Map<String, Object> order(String active, JsonNode changes) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("replaces", active.isEmpty() ? null : active);
        order.put("reason", reason.isBlank() ? summary(changes) : reason);
        return order;
    }

    private static String summary(JsonNode changes) {
        String first = StreamSupport.stream(changes.spliterator(), false).limit(REASON_FILES)
                .map(change -> change.path("kind").asText() + " " + change.path("path").asText())
                .collect(Collectors.joining(", "));
        return changes.size() > REASON_FILES ? first + " and " + (changes.size() - REASON_FILES) + " more" : first;
    }

    private void say(String words, Object... values) {
        text().println(words.formatted(values));
    }

    /** With {@code --json} only the result goes to the output. */
    private PrintWriter text() {
        return answers.json() ? answers.err() : answers.out();
    }
}
