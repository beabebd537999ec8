package cn.tongban.hub.egress;

import cn.tongban.hub.connector.ConnectorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where key files may lie: in {@code <HUB_DATA>/certs}, or where whoever runs the hub says. A bundle can name a file there
 * and never a path, so that it cannot make the hub read one of the machine's other files.
 */
final class KeyFiles {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

    private final Path folder;

    KeyFiles(Path folder) {
        this.folder = folder;
    }

    /** The file that the setting names; empty when the setting is. */
    Optional<Path> find(ConnectorSettings settings, String connector, String setting) throws IOException {
        String value = settings.find(connector, setting).orElse("").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (PLAIN.matcher(value).matches()) {
            return Optional.of(folder.resolve(value));
        }
        Path path = Path.of(value);
        if (!path.isAbsolute() || !settings.isOverridden(connector, setting)) {
            throw new IOException("setting " + setting + " must be the name of a file in the folder certs;"
                    + " only the environment may give an absolute path");
        }
        return Optional.of(path);
    }

    /** Changes when the file does. */
    static String stamp(Optional<Path> file) {
        return file.map(path -> {
            try {
                return Files.getLastModifiedTime(path) + "/" + Files.size(path);
            } catch (IOException e) {
                return "unreadable";
            }
        }).orElse("none");
    }
}
