package cn.tongban.hub.cli;

import cn.tongban.hub.database.DatabaseCheckup;
import cn.tongban.hub.database.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The data folder, the room on its disk, who can read its keys, and the database. */
final class DataChecks {
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LOW_WATER = 512;
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private DataChecks() {}

    static List<Check> all(Environment environment) {
        Path data = environment.data().toAbsolutePath().normalize();
        List<Check> checks = new ArrayList<>();
        checks.add(folder(data));
        disk(data).ifPresent(checks::add);
        keyFiles(data, environment).forEach(file -> guarded(file).ifPresent(checks::add));
        return checks;
    }

    static Check database(Environment environment) {
        String url = environment.get("HUB_DB_URL", "");
        Optional<StartRefusedException> refused = url.isEmpty()
                ? DatabaseCheckup.embedded()
                : DatabaseCheckup.external(
                        url, environment.get("HUB_DB_USER", ""), environment.get("HUB_DB_PASSWORD", ""));
        return refused.map(e -> Check.bad(
                        "database",
                        "数据库用不了:" + e.getMessage() + "。" + e.action(),
                        e.getMessage() + ". " + e.action()))
                .orElse(url.isEmpty()
                        ? Check.fine("database", "可以运行内置数据库。", "The embedded database can run here.")
                        : Check.fine("database", "外部数据库可用,提交可靠落盘。", "The external database answers and keeps its commits."));
    }

    private static Check folder(Path data) {
        Path existing = nearestExisting(data);
        if (!Files.isWritable(existing)) {
            return Check.bad(
                    "data", "数据目录 " + data + " 不能写。请改权限,或用 HUB_DATA 换目录。",
                    "The data folder " + data + " cannot be written. Change its mode, or choose another with HUB_DATA.");
        }
        return existing.equals(data)
                ? Check.fine("data", "数据目录 " + data + " 可写。", "The data folder " + data + " can be written.")
                : Check.fine("data", "数据目录 " + data + " 将在首次启动时建立。",
                        "The data folder " + data + " will be made at the first start.");
    }

    private static Optional<Check> disk(Path data) {
        try {
            long free = Files.getFileStore(nearestExisting(data)).getUsableSpace() / MEGABYTE;
            return Optional.of(free >= LOW_WATER
                    ? Check.fine("disk", "剩余空间 " + free + " MB。", free + " MB are free.")
                    : Check.bad("disk", "剩余空间只有 " + free + " MB,低于 " + LOW_WATER + " MB 时枢纽暂停接收。",
                            "Only " + free + " MB are free; below " + LOW_WATER + " MB the hub takes nothing in."));
        } catch (IOException e) {
            return Optional.of(Check.care("disk", "读不到剩余空间。", "Free space cannot be read."));
        }
    }

    private static List<Path> keyFiles(Path data, Environment environment) {
        String master = environment.get("HUB_MASTER_KEY_FILE", data.resolve("master.key").toString());
        return List.of(Path.of(master), data.resolve("admin.token"), data.resolve("pg-password"));
    }

    /** Empty for a file that is not there yet, and where the file system has no such modes. */
    private static Optional<Check> guarded(Path file) {
        try {
            if (Files.notExists(file) || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
                return Optional.empty();
            }
            boolean ours = OWNER.containsAll(Files.getPosixFilePermissions(file));
            return Optional.of(ours
                    ? Check.fine("keys", file.getFileName() + " 只有本人可读。", file.getFileName() + " is for its owner only.")
                    : Check.bad("keys", "别人也能读 " + file + "。请执行 chmod 600。",
                            "Others can read " + file + ". Run chmod 600 on it."));
        } catch (IOException e) {
            return Optional.of(Check.care("keys", "查不到 " + file + " 的权限。", "The mode of " + file + " cannot be read."));
        }
    }

    private static Path nearestExisting(Path path) {
        Path here = path;
        while (Files.notExists(here) && here.getParent() != null) {
            here = here.getParent();
        }
        return here;
    }
}
