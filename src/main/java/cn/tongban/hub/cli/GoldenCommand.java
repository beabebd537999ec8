package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a golden example of a recorded message into the bundle; from then on it guards the mapping. */
@Command(
        name = "golden",
        description = "把一条真实报文变成样例(人员信息换成虚构的)并写入集成包 / A golden example of a recorded message, people invented")
final class GoldenCommand implements Callable<Integer> {
    private static final Pattern PATH =
            Pattern.compile("mappings/[a-z0-9-]+/golden/[a-z0-9-]+/([A-Za-z0-9-]+)\\.(in|out|context)\\.json");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,80}");

    @Parameters(paramLabel = "MESSAGE-ID", description = "消息编号 / Id of the message")
    private UUID message;

    @Option(names = "--into", paramLabel = "DIR",
            description = "写入哪个集成包目录,默认 HUB_BUNDLE、HUB_HOME 或当前目录 / Folder of the bundle; default as for ./hub test")
    private @Nullable Path into;

    @Option(names = "--for", paramLabel = "DESTINATION",
            description = "取送往该系统的映射,默认取来文映射 / For the mapping towards this system; default: the way in")
    private @Nullable String destination;

    @Option(names = "--name", description = "样例名 / Name of the example")
    private @Nullable String name;

    @Option(names = "--reason", required = true, description = "原因(留痕) / Why; goes on record")
    private String reason;

    @Mixin
    private Reach reach;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "样例名只用字母、数字和连字符。A name has letters, digits, hyphens.");
        }
        Environment environment = HubCli.environment(spec);
        Path root = into == null ? BundleFolder.root(environment) : into;
        if (!Files.isDirectory(root.resolve("mappings"))) {
            throw new Failure(Exit.USAGE, root + " 中没有 mappings 目录。", "There is no folder “mappings” in " + root + ".");
        }
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("reason", reason);
        if (destination != null) {
            order.put("destination", destination);
        }
        JsonNode example = reach.client(environment).post("/api/v1/messages/" + message + "/example", order);
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<String, JsonNode> file : example.path("files").properties()) {
            Path target = target(root, file.getKey(), example.path("name").asText());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue().asText(), StandardCharsets.UTF_8);
            out.println(root.relativize(target));
        }
        out.println("已写入样例,请审阅后提交;./hub test 从此检查它。Written; review and commit. ./hub test checks it from now on.");
        return Exit.FINE;
    }

    /** A hub says the text; where it may be written is decided here. */
    private Path target(Path root, String path, String given) {
        if (!PATH.matcher(path).matches()) {
            throw new Failure(Exit.FOUND, "枢纽给出的路径不对。", "The hub names a path that is not one of an example.");
        }
        Path target = root.resolve(name == null ? path : path.replace("/" + given + ".", "/" + name + "."));
        if (Files.exists(target)) {
            throw new Failure(Exit.FOUND, "样例已存在:" + root.relativize(target),
                    "The example exists: " + root.relativize(target) + ". Choose another --name.");
        }
        return target;
    }
}
