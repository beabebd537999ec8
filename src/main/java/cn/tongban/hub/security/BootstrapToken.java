package cn.tongban.hub.security;

import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.support.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The first token, written to {@code admin.token} in the data folder for whoever may read that folder. It cannot see
 * personal data; it can give a token that may.
 */
@Component
class BootstrapToken implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapToken.class);
    private static final Set<Scope> SCOPES =
            Set.of(Scope.READ, Scope.OPERATE, Scope.DEPLOY, Scope.ADMIN, Scope.AUDIT, Scope.DIAGNOSE);

    private final Tokens tokens;
    private final Path file;

    BootstrapToken(Tokens tokens, DataFolder data) {
        this.tokens = tokens;
        this.file = data.path().resolve("admin.token");
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (tokens.noneExists()) {
            // The file comes first: if the database misses it after a crash, the next start takes it from the file.
            tokens.store(textOfFile(), "admin", SCOPES, null, "bootstrap");
            LOG.atInfo().addKeyValue("file", file).log("The first token is in the data folder; keep it there");
        }
    }

    private String textOfFile() {
        try {
            if (Files.exists(file)) {
                String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
                if (TokenText.isWellFormed(text)) {
                    return text;
                }
            }
            return write(TokenText.random());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or write " + file, e);
        }
    }

    private String write(String text) throws IOException {
        OwnerOnlyFile.write(file, text + "\n");
        return text;
    }
}
