package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.trial.DryRun;
import cn.tongban.hub.trial.DryRunRequest;
import cn.tongban.hub.trial.DryRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What one message would become, station by station, on the bundle of a folder. Nothing is sent and nothing stored. */
@Command(name = "dry-run",
        description = "试运行一条消息:逐环节显示结果,不发送、不保存 / Try one message: each station, nothing sent or stored")
final class DryRunCommand implements Callable<Integer> {
    private static final int MAX_FILE = 64 << 20;

    @Parameters(index = "0", paramLabel = "FILE",
            description = "报文文件;.http 为整个请求 / The message; .http is a whole request")
    private Path file;

    @Option(names = "--bundle", paramLabel = "DIR", description = "集成包目录 / Folder of the bundle")
    private Path bundle;

    @Option(names = "--route", defaultValue = "", description = "流程编号 / Id of the route")
    private String route;

    @Option(names = "--connector", defaultValue = "", description = "来源系统 / Connector whose source read it")
    private String connector;

    @Option(names = "--channel", defaultValue = "", description = "来源通道 / Channel of the source")
    private String channel;

    @Option(names = "--door", paramLabel = "PATH", defaultValue = "", description = "入口路径 / Path of the door")
    private String door;

    @Option(names = "--method", defaultValue = "", description = "请求方法 / Method at the door")
    private String method;

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "请求头 / A header at the door")
    private Map<String, String> headers = new HashMap<>();

    @Option(names = "--sender", defaultValue = "", description = "发送方 / Who sends it")
    private String sender;

    @Option(names = "--party", defaultValue = "", description = "部门 / Party of the connector")
    private String party;

    @Option(names = "--key", defaultValue = "", description = "来源给的键 / Key that the source gave")
    private String key;

    @Option(names = "--to", paramLabel = "DESTINATION", defaultValue = "", description = "出站去向 / Destination of a delivery")
    private String to;

    @Option(names = "--type", defaultValue = "", description = "出站消息类型 / Type of a delivery")
    private String type;

    @Option(names = "--origin", defaultValue = "", description = "受理方 / Desk of the case")
    private String origin;

    @Option(names = "--handler", defaultValue = "", description = "承办方 / Who decides the case")
    private String handler;

    @Option(names = "--unmasked", description = "显示个人信息 / Show personal values")
    private boolean unmasked;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
            throw new Failure(Exit.USAGE,
                    "没有文件 " + file + ",或文件过大。", "There is no file " + file + ", or it is too large.");
        }
        try (Quiet quiet = new Quiet();
                DryRunner trial = DryRunner.on(BundleFiles.fromDirectory(root()), HubCli.clock())) {
            DryRun run = trial.run(request(trial));
            output.show(run, out -> new DryRunPrint(out).print(run));
            boolean stopped = run.problem() != null || run.deliveries().stream().anyMatch(one -> one.problem() != null);
            return stopped ? Exit.FOUND : Exit.FINE;
        }
    }

    private Path root() {
        return bundle == null ? BundleFolder.root(output.environment()) : bundle;
    }

    private DryRunRequest request(DryRunner trial) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".http")) {
            HttpFile http = HttpFile.read(bytes);
            Map<String, String> all = new HashMap<>(http.headers());
            all.putAll(headers);
            return made(route, http.method(), http.path(), all, http.body());
        }
        boolean said = !route.isEmpty() || !door.isEmpty() || !channel.isEmpty();
        String found = said ? route : trial.routeOf(file.toString()).orElseThrow(() -> new Failure(Exit.USAGE,
                "看不出 " + file + " 走哪个流程,请用 --route、--door,或 --connector 和 --channel 指明。",
                "The file does not say which route it is for; say --route, --door, or --connector and --channel."));
        return made(found, method, door, headers, bytes);
    }

    private DryRunRequest made(String by, String verb, String path, Map<String, String> all, byte[] body) {
        return new DryRunRequest(by, verb, path, all, sender, connector, channel, party, key, to, type, origin, handler,
                HubCli.clock().instant(), unmasked, body);
    }
}
