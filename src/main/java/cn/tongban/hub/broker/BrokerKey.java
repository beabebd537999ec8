package cn.tongban.hub.broker;

import cn.tongban.hub.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import javax.crypto.SecretKey;

/** The key of the broker's store: beside it, wrapped under the master key, so that the folder alone tells nothing. */
final class BrokerKey {
    private static final String FILE = "store.key";

    private BrokerKey() {}

    /** @throws IllegalStateException when the store belongs to another master key */
    static SecretKey of(Path folder, Vault vault) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(folder);
                Path draft = folder.resolve(FILE + ".new");
                Files.write(draft, vault.newDataKey().wrapped(), StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return vault.unwrap(Files.readAllBytes(file)).secret();
        } catch (IOException e) {
            throw new UncheckedIOException("The key of the broker's store cannot be read: " + file, e);
        }
    }
}
