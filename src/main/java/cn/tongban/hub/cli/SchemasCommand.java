package cn.tongban.hub.cli;

import cn.tongban.hub.skeleton.EditorSchemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the JSON Schemas for editors beside a bundle; those of an older version are replaced. */
@Command(name = "schemas", description = "写出供编辑器使用的 JSON Schema / Write the JSON Schemas for editors")
final class SchemasCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "集成包目录 / Folder of the bundle; default HUB_BUNDLE, HUB_HOME or .")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path root = folder == null ? BundleFolder.root(HubCli.environment(spec)) : folder;
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<String, String> file : EditorSchemas.files().entrySet()) {
            Path target = root.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.getValue());
            out.println("  " + file.getKey());
        }
        return Exit.FINE;
    }
}
