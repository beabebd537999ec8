package cn.tongban.hub.cli;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The bundle that the hub would start with: readable, and with all secrets that its connectors name. */
final class BundleChecks {
    private BundleChecks() {}

    /** Names only; no secret is printed, and none is made. */
    static Check secrets(Environment environment) {
        try {
            ConnectorCatalogue connectors = connectors(environment);
            new SecretLoader(environment.variables()::get, environment.data().resolve("secrets"), false)
                    .load(connectors);
            return Check.fine("secrets", "对接系统所需密钥齐全。", "All secrets that the connectors name are there.");
        } catch (HubException e) {
            boolean missing = e.code() == ErrorCode.SECRET_MISSING;
            if (missing && Boolean.parseBoolean(environment.get("HUB_SECRETS_GENERATE_MISSING", "false"))) {
                return Check.care("secrets", "缺少的密钥将在启动时随机生成,只适合演示。",
                        "Missing secrets will be made at the start; for demos only.");
            }
            String names = e.places().stream().map(Place::pointer).collect(Collectors.joining(", "));
            return missing
                    ? Check.bad("secrets", "缺少密钥:" + names + "。请配置环境变量或 secrets 目录中的文件。",
                            "Secrets are missing: " + names + ". Set them in the environment or the folder “secrets”.")
                    : Check.bad("bundle", "集成包读不了,请运行 ./hub validate。", "The bundle cannot be read; run ./hub validate.");
        }
    }

    private static ConnectorCatalogue connectors(Environment environment) {
        Path root = BundleFolder.root(environment);
        BundleFiles files = Files.isDirectory(root.resolve("connectors"))
                ? BundleFiles.fromDirectory(root)
                : BundleFiles.fromClassPath();
        Map<String, byte[]> descriptors = new TreeMap<>();
        files.paths("connectors/", "").forEach(path -> descriptors.put(path, files.bytes(path).orElseThrow()));
        return ConnectorCatalogue.parse(descriptors);
    }
}
