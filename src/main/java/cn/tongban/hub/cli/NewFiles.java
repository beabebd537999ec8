package cn.tongban.hub.cli;

import cn.tongban.hub.release.Finding;
import cn.tongban.hub.release.Severity;
import cn.tongban.hub.skeleton.EditorSchemas;
import cn.tongban.hub.skeleton.Skeleton;
import cn.tongban.hub.skeleton.SkeletonException;
import cn.tongban.hub.skeleton.SkeletonWriter;
import cn.tongban.hub.skeleton.Skeletons;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where new files go, and what is said about them. */
final class NewFiles {
    @Parameters(index = "0", paramLabel = "NAME",
            description = "连接器 township、映射 township/step-from-canonical 或路由 township.notify 这样的名称"
                    + " / A name such as township, township/step-from-canonical or township.notify")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR",
            description = "集成包目录，默认 HUB_BUNDLE、HUB_HOME 或当前目录 / Folder of the bundle; default HUB_BUNDLE, HUB_HOME or"
                    + " the current one")
    private @Nullable Path folder;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    String name() {
        return name;
    }

    int make(Function<Skeletons, Skeleton> work, List<String> next) {
        Path root = folder == null ? BundleFolder.root(HubCli.environment(command)) : folder;
        Skeletons skeletons = new Skeletons(BundleFolder.files(root));
        try {
            Skeleton skeleton = work.apply(skeletons);
            List<Finding> findings = skeletons.findings(skeleton);
            refuse(findings);
            SortedMap<String, String> files = new TreeMap<>(skeleton.files());
            EditorSchemas.files().forEach((path, text) -> {
                if (!Files.exists(root.resolve(path))) {
                    files.put(path, text);
                }
            });
            SkeletonWriter.write(root, files);
            print(root, files, skeleton, next);
            return Exit.FINE;
        } catch (SkeletonException e) {
            throw new Failure(Exit.FOUND, e.getMessage(), e.english());
        }
    }

    /** A route may clash with one that is there; what would be wrong from the first moment is not written. */
    private void refuse(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            findings.forEach(finding -> command.commandLine().getErr().println(finding));
            throw new Failure(Exit.FOUND, "新文件与集成包不合，什么都没有写。", "The new files clash with the bundle; nothing was written.");
        }
    }

    private void print(Path root, SortedMap<String, String> files, Skeleton skeleton, List<String> next) {
        PrintWriter out = command.commandLine().getOut();
        out.println("新建 %d 个文件。Made %d files:".formatted(files.size(), files.size()));
        files.keySet().forEach(path -> out.println("  " + path));
        if (!skeleton.todo().isEmpty()) {
            out.println("待办 Left to do:");
            skeleton.todo().forEach(todo -> out.println("  " + line(todo.where() + ": " + todo.zh() + " / " + todo.en())));
        }
        out.println("下一步 Next:");
        String where = folder == null ? "" : " " + root;
        next.forEach(words -> out.println("  ./hub " + words + where));
    }

    /** Words of a document may hold line ends or what a terminal obeys. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
