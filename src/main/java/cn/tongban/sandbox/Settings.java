package cn.tongban.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the sandbox is started with: {@code --name value} first, then environment {@code SANDBOX_NAME}, then a default. */
public final class Settings {
    private final Map<String, String> options = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Path> scripts = new ArrayList<>();
    private final Map<String, String> environment;

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException for an argument that is not {@code --name value} */
    static Settings of(String[] args, Map<String, String> environment) {
        Settings settings = new Settings(environment);
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("expected --name value, got " + args[i]);
            }
            if (args[i].equals("--fault")) {
                settings.faults.add(args[i + 1]);
            } else if (args[i].equals("--simulator")) {
                settings.scripts.add(Path.of(args[i + 1]));
            } else {
                settings.options.put(args[i].substring(2), args[i + 1]);
            }
        }
        return settings;
    }

    public URI hub() {
        return URI.create(option("hub", "http://127.0.0.1:8080"));
    }

    Path data() {
        return Path.of(option("data", "data/sandbox"));
    }

    /** The folder of one system's records. */
    public Path dataOf(String system) {
        return data().resolve(system);
    }

    public InetAddress host() {
        try {
            return InetAddress.getByName(option("host", "127.0.0.1"));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--host is no address", e);
        }
    }

    /** @param otherwise the well-known port; 0 on the command line takes a free one */
    public int port(String name, int otherwise) {
        return Integer.parseInt(option(name + "-port", Integer.toString(otherwise)));
    }

    /** The hub's broker, where departments log in; empty for none. */
    public Optional<String> broker() {
        return Optional.of(option("department-amqp", "amqp://127.0.0.1:5672")).filter(url -> !url.equals("off"));
    }

    /** {@code --fault <system>:<fault>[:<times>[:<millis>]]}, may be given more than once. */
    List<String> faults() {
        return faults;
    }

    /** {@code --simulator <file>}, may be given more than once: systems that are played by a file. */
    List<Path> scripts() {
        return scripts;
    }

    /** Status codes that the city platform goes through by itself, {@code 07,10,11}; empty for none. */
    public String script() {
        return option("script", "");
    }

    /** Steps that the district platform goes through by itself, {@code accept,claim,result,close}; empty for none. */
    public String districtScript() {
        return option("district-script", "");
    }

    /**
     * The district platform's exchange tables.
     *
     * @param url JDBC address; empty for none
     */
    public record Exchange(String url, String user, String password) {
        @Override
        public String toString() {
            return "Exchange[" + user + "]";
        }
    }

    /**
     * The courier.
     *
     * @param callback where it pushes to
     * @param numbers {@code digits} or {@code s10}
     * @param script the life that every parcel leads; empty for none
     */
    public record Postal(
            URI callback, String senderNo, String signKey, String authorization, String numbers, String script) {
        @Override
        public String toString() {
            return "Postal[" + senderNo + "]";
        }
    }

    /** The key with which the hub signs its questions for items; a default that everybody knows where it is missing. */
    public String provinceCatalogueKey() {
        return find("province-catalogue", "sign-key").orElse("TEST-SIGN-KEY");
    }

    /**
     * The provincial archive.
     *
     * @param privateKey of SM2, in hexadecimal
     */
    public record Archive(String appMark, String appWord, String privateKey) {
        @Override
        public String toString() {
            return "Archive[" + appMark + "]";
        }
    }

    /** The key is the one of the example in GB/T 32918.5, which everybody knows; so is the word. */
    public Archive archive() {
        return new Archive(
                option("province-archive-mark", "HZJKQ"),
                find("province-archive", "app-word").orElse("TEST-APP-WORD"),
                option("province-archive-key", "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"));
    }

    /** Key and authorization have defaults that everybody knows: the sandbox starts without that connector. */
    public Postal postal() {
        return new Postal(
                URI.create(option("postal-ems-callback", hub().resolve("/callback/postal-ems/tracks").toString())),
                option("postal-ems-sender", "90000010000001"),
                find("postal-ems", "sign-key").orElse("VGVzdEtleS0xNmJ5dGVzIQ=="),
                find("postal-ems", "authorization").orElse("TEST-AUTHORIZATION"),
                option("postal-ems-numbers", "digits"),
                option("postal-ems-script", ""));
    }

    /** The password from the environment or a file: a command line can be seen by everybody on the machine. */
    public Exchange exchange() {
        String file = option("exchange-password-file", "");
        String password = file.isEmpty() ? environment.getOrDefault("SANDBOX_EXCHANGE_PASSWORD", "") : read(Path.of(file));
        return new Exchange(option("exchange-url", ""), option("exchange-user", "district"), password);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * A secret under the name that the hub uses too: environment {@code HUB_SECRET_CITY_PLATFORM_SIGN_KEY} or a file
     * {@code city-platform.sign-key} in the folder {@code --secrets}.
     */
    public String secret(String connector, String name) {
        return find(connector, name).orElseThrow(() -> new IllegalArgumentException(
                "neither " + variable(connector, name) + " nor a readable file " + file(connector, name)));
    }

    /** As {@link #secret}, else a word that everybody knows: the sandbox starts without that connector. */
    public String known(String connector, String name, String otherwise) {
        return find(connector, name).orElse(otherwise);
    }

    private Optional<String> find(String connector, String name) {
        String value = environment.get(variable(connector, name));
        if (value != null && !value.isBlank()) {
            return Optional.of(value.trim());
        }
        Path file = file(connector, name);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static String variable(String connector, String name) {
        return "HUB_SECRET_" + upper(connector) + '_' + upper(name);
    }

    private Path file(String connector, String name) {
        return Path.of(option("secrets", "data/secrets")).resolve(connector + '.' + name);
    }

    private String option(String name, String otherwise) {
        String fromEnvironment = environment.getOrDefault("SANDBOX_" + upper(name), otherwise);
        return options.getOrDefault(name, fromEnvironment);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
