package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundlePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which bundle a command looks at. */
final class BundleFolder {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "含 routes、connectors、mappings 的目录,默认 HUB_BUNDLE、HUB_HOME 或当前目录"
                    + " / Folder with routes, connectors, mappings; default HUB_BUNDLE, HUB_HOME or the current one")
    private @Nullable Path folder;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    BundleFiles files() {
        return files(root());
    }

    /** What the hub of this machine would start with: the folder's bundle, or the one in the jar. */
    static BundleFiles installed(Environment environment) {
        Path root = root(environment);
        return Files.isDirectory(root.resolve("connectors")) ? BundleFiles.fromDirectory(root) : BundleFiles.fromClassPath();
    }

    /** Where it is. */
    Path root() {
        return folder == null ? root(HubCli.environment(command)) : folder;
    }

    static BundleFiles files(Path root) {
        if (!Files.isDirectory(root.resolve("routes"))) {
            throw new Failure(
                    Exit.USAGE, root + " 中没有 routes 目录。", "There is no folder “routes” in " + root + ".");
        }
        return BundleFiles.fromDirectory(root);
    }

    /** What this installation lets a bundle use; it lies outside of the bundle. */
    BundlePolicy policy() {
        return policy(HubCli.environment(command));
    }

    static BundlePolicy policy(Environment environment) {
        return BundlePolicy.of(environment.get("HUB_BUNDLE_POLICY", ""));
    }

    static Path root(Environment environment) {
        return Path.of(environment.get("HUB_BUNDLE", environment.get("HUB_HOME", ".")));
    }
}
