package cn.tongban.hub.backup;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.vault.MasterKey;
import cn.tongban.hub.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master key as a file, and which one it is. */
final class Keys {
    static final String FILE = "master.key";

    private Keys() {}

    /** Never makes a key: one that is not there is a mistake. */
    static String fingerprint(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("找不到主密钥文件 " + file + "。", "There is no master key file " + file + ".");
        }
        return Digests.hex(new Vault(MasterKey.load(file)).fingerprint());
    }
}
