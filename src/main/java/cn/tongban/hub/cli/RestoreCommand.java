package cn.tongban.hub.cli;

import cn.tongban.hub.backup.BackupException;
import cn.tongban.hub.backup.Manifest;
import cn.tongban.hub.backup.RestoreRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a data folder out of a backup. */
@Command(
        name = "restore",
        description = "从备份恢复到 HUB_DATA(必须为空),逐一核对;首次启动先向对方查询再补送"
                + " / Restore a backup into HUB_DATA, which must be empty; checks every file; the first start asks before it sends")
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "备份目录 / Folder of the backup")
    private Path folder = Path.of("backup");

    @Option(names = "--key", paramLabel = "FILE", description = "主密钥文件,默认依次看 HUB_MASTER_KEY_FILE、<DIR>.master-key、<DIR>"
            + " / The master key, default HUB_MASTER_KEY_FILE, <DIR>.master-key, <DIR>")
    private @Nullable Path key;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Environment environment = HubCli.environment(spec);
        Path whole = folder.toAbsolutePath().normalize();
        List<Path> keys = Stream.concat(
                        Optional.ofNullable(key).stream(),
                        key != null ? Stream.<Path>empty() : Stream.of(
                                environment.masterKey(),
                                whole.resolveSibling(whole.getFileName() + ".master-key").resolve("master.key"),
                                whole.resolve("master.key")))
                .toList();
        try {
            Manifest manifest = new RestoreRun(whole, environment.data(), environment.masterKey()).run(keys);
            PrintWriter out = spec.commandLine().getOut();
            out.println("已恢复 " + manifest.takenAt() + " 的备份到 " + environment.data()
                    + "。启动前请确认原来的枢纽已停;之后收下的内容不在其中。");
            out.println("Restored the backup of " + manifest.takenAt() + " into " + environment.data()
                    + ". Make sure that the old hub is off before you start this one; what was taken in later is not in it.");
            return Exit.FINE;
        } catch (BackupException e) {
            throw new Failure(Exit.FOUND, e.zh(), String.valueOf(e.getMessage()));
        }
    }
}
