package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the secrets that connectors ask for. In this order: {@code HUB_SECRET_<ID>_<NAME>}, the file that
 * {@code HUB_SECRET_<ID>_<NAME>_FILE} names, the file {@code <folder>/<id>.<name>}. Line ends at the end of a file do not
 * count.
 */
public final class SecretLoader {
    private static final Logger log = LoggerFactory.getLogger(SecretLoader.class);

    private final Function<String, String> environment;
    private final Path folder;
    private final boolean generateMissing;

    /**
     * @param environment a variable's value, or null when it is not set
     * @param folder {@code <HUB_DATA>/secrets}
     * @param generateMissing make a random secret instead of failing; for laptops and demos
     */
    public SecretLoader(Function<String, String> environment, Path folder, boolean generateMissing) {
        this.environment = environment;
        this.folder = folder;
        this.generateMissing = generateMissing;
    }

    /** @throws HubException SECRET_MISSING naming every missing secret and how to set it */
    public Secrets load(ConnectorCatalogue catalogue) {
        Map<String, Secret> found = new HashMap<>();
        List<Place> missing = new ArrayList<>();
        catalogue.all().forEach(descriptor -> find(descriptor, generateMissing, found, missing));
        refuse(missing);
        return new Secrets(found);
    }

    /**
     * Reads the secrets of one connector again and exchanges them all at once. Nothing is made up, and when one is missing
     * those before stay.
     *
     * @return names of those that are new, changed or gone, in order
     * @throws HubException SECRET_MISSING
     */
    public List<String> reload(ConnectorDescriptor descriptor, Secrets secrets) {
        Map<String, Secret> found = new HashMap<>();
        List<Place> missing = new ArrayList<>();
        find(descriptor, false, found, missing);
        refuse(missing);
        List<String> changed = descriptor.secrets().stream()
                .filter(name -> {
                    Secret fresh = found.get(descriptor.id() + "." + name);
                    Optional<Secret> before = secrets.find(descriptor.id(), name);
                    return before.isPresent() != (fresh != null) || before.isPresent() && !before.get().isSame(fresh);
                })
                .sorted()
                .toList();
        secrets.exchange(descriptor.id(), found);
        return changed;
    }

    private void find(ConnectorDescriptor descriptor, boolean generate, Map<String, Secret> found, List<Place> missing) {
        for (String name : descriptor.secrets()) {
            String key = descriptor.id() + "." + name;
            boolean optional = descriptor.isOptional(name);
            Optional<String> text = find(descriptor.id(), name)
                    .or(() -> generate && !optional ? Optional.of(generate(key, descriptor.formOf(name))) : Optional.empty());
            text.ifPresent(there -> found.put(key, new Secret(there)));
            text.filter(there -> !descriptor.formOf(name).fits(there)).ifPresent(there -> missing.add(malformed(key)));
            if (text.isEmpty() && !optional) {
                missing.add(place(descriptor.id(), name));
            }
        }
    }

    private static void refuse(List<Place> missing) {
        if (!missing.isEmpty()) {
            String all = missing.stream().map(Place::detail).collect(Collectors.joining("; "));
            throw new HubException(ErrorCode.SECRET_MISSING, all, missing);
        }
    }

    private Optional<String> find(String connector, String name) {
        String variable = EnvironmentNames.secret(connector, name);
        return Optional.ofNullable(environment.apply(variable))
                .or(() -> Optional.ofNullable(environment.apply(variable + "_FILE")).flatMap(f -> read(Path.of(f))))
                .or(() -> read(folder.resolve(connector + "." + name)))
                .filter(text -> !text.isEmpty());
    }

    private static Optional<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a secret cannot be read: " + file, e);
        }
    }

    private Place place(String connector, String name) {
        String variable = EnvironmentNames.secret(connector, name);
        return new Place(connector + "." + name, "missing",
                "set " + variable + " or " + variable + "_FILE, or write the file " + folder.resolve(connector + "." + name));
    }

    private static Place malformed(String key) {
        return new Place(key, "malformed", key + " is not of its form, see secrets in connector.yaml");
    }

    private String generate(String key, SecretForm form) {
        String text = form.generate();
        try {
            write(folder.resolve(key), text);
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + key + " cannot be kept in " + folder, e);
        }
        log.atInfo().addKeyValue("secret", key).log("Secret {} was missing, a random one was made", key);
        return text;
    }

    /** Complete or absent: a half-written secret after a kill would be worse than none. */
    private static void write(Path file, String text) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        boolean posix = Files.getFileStore(parent).supportsFileAttributeView("posix");
        Path draft = posix
                ? Files.createTempFile(parent, ".secret", "", PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(parent, ".secret", "");
        Files.writeString(draft, text + "\n", StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
