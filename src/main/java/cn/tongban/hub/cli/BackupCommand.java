package cn.tongban.hub.cli;

import cn.tongban.hub.backup.BackupException;
import cn.tongban.hub.backup.BackupRun;
import cn.tongban.hub.backup.Manifest;
import cn.tongban.hub.database.StartRefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies all state of the hub, running or not; the master key goes elsewhere. */
@Command(
        name = "backup",
        description = "备份数据库、材料、消息队列和密钥到一个新目录,运行中也可以;主密钥另放"
                + " / Copy database, blobs, broker and secrets into a new folder, also while the hub runs; the master key apart")
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "新目录或空目录 / A new or empty folder")
    private Path folder = Path.of("backup");

    @Option(names = "--key-to", paramLabel = "DIR", description = "主密钥放到哪里,默认 <DIR>.master-key"
            + " / Where the master key goes, default <DIR>.master-key")
    private @Nullable Path keyFolder;

    @Option(names = "--with-key", description = "主密钥也放进备份(拿到备份就能读出全部内容)"
            + " / Put the master key into the backup too: whoever has the backup can then read everything")
    private boolean withKey;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        Environment environment = output.environment();
        Path whole = folder.toAbsolutePath().normalize();
        Path apart = keyFolder != null ? keyFolder
                : withKey ? whole : whole.resolveSibling(whole.getFileName() + ".master-key");
        try {
            Manifest manifest = new BackupRun(environment.data(), environment.masterKey(), HubCli.clock())
                    .run(whole, apart);
            return output.show(summary(manifest), out -> say(out, manifest, whole, apart));
        } catch (BackupException e) {
            throw new Failure(Exit.FOUND, e.zh(), String.valueOf(e.getMessage()));
        } catch (StartRefusedException e) {
            throw new Failure(Exit.FOUND, e.getMessage() + "。" + e.action(), e.getMessage() + ". " + e.action());
        }
    }

    private static Map<String, Object> summary(Manifest manifest) {
        return Map.of("id", manifest.id(), "takenAt", manifest.takenAt().toString(), "database",
                manifest.database(), "files", manifest.files().size(), "masterKey", manifest.masterKey());
    }

    private static void say(PrintWriter out, Manifest manifest, Path whole, Path apart) {
        long megabytes = manifest.files().stream().mapToLong(Manifest.Entry::size).sum() >> 20;
        out.println("备份完成:" + whole + "(" + manifest.files().size() + " 个文件," + megabytes + " MB)。含对接密钥,请加锁保管。");
        out.println("Backed up into " + whole + " (" + manifest.files().size() + " files, " + megabytes
                + " MB). It holds partners' secrets: lock it away.");
        if (manifest.database().equals("external")) {
            out.println("外部数据库不在其中,请用它自己的办法备份,并且先于本命令。");
            out.println("The external database is not in it; back it up by its own means, before this command.");
        }
        out.println("主密钥在 " + apart + ",没有它备份无法读出;与备份放在一起则谁都能读出。请移到别处。");
        out.println("The master key is in " + apart + ". Without it the backup cannot be read, beside it anybody can: move it.");
    }
}
