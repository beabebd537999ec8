package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code egress:} and {@code test:} of the {@code deliver:} part of {@code connector.yaml}. */
final class EgressParser {
    private static final List<String> SCHEMES = List.of("hmac-sm3", "sm3-header");

    private EgressParser() {}

    static EgressSettings egress(YamlSection section) {
        EgressSettings settings = new EgressSettings(
                section.section("proxy").map(EgressParser::proxy),
                section.section("certificate").map(EgressParser::certificate),
                name(section, "trust"),
                section.value("warn", EgressSettings.WARN, EgressSettings.WARN,
                        Values.duration(Duration.ofDays(1), Duration.ofDays(365))));
        section.close();
        return settings;
    }

    static LoginCheck test(YamlSection section) {
        LoginCheck test = new LoginCheck(
                section.value("address", "base-url", "base-url", Values::name),
                section.value("method", "GET", "GET", EgressParser::method),
                section.value("path", null, "/", EgressParser::path),
                section.value("expect", 200, 200, Values.integer(100, 599)),
                section.section("sign").map(EgressParser::sign));
        section.close();
        return test;
    }

    /** Settings and secrets that are named but not declared; reported under {@code deliver}. */
    static void undeclared(YamlSection root, DeliverySettings deliver, Map<String, String> settings, List<String> secrets) {
        deliver.egress().ifPresent(egress -> {
            Stream.of(egress.proxy().map(EgressSettings.Proxy::address), egress.trust(),
                            egress.certificate().flatMap(EgressSettings.ClientCertificate::store))
                    .flatMap(Optional::stream)
                    .filter(setting -> !settings.containsKey(setting))
                    .forEach(setting -> root.report("deliver", "unknown-setting",
                            setting + " is not listed under settings"));
            egress.secrets().stream().filter(secret -> !secrets.contains(secret)).sorted()
                    .forEach(secret -> unknown(root, secret));
        });
        deliver.test().ifPresent(test -> {
            if (!settings.containsKey(test.address())) {
                root.report("deliver", "unknown-setting", test.address() + " is not listed under settings");
            }
            test.sign().map(LoginCheck.Sign::secret).filter(secret -> !secrets.contains(secret))
                    .ifPresent(secret -> unknown(root, secret));
        });
    }

    private static void unknown(YamlSection root, String secret) {
        root.report("deliver", "unknown-secret", secret + " is not listed under secrets");
    }

    private static EgressSettings.Proxy proxy(YamlSection section) {
        EgressSettings.Proxy proxy = new EgressSettings.Proxy(
                section.value("address", null, "?", Values::name), name(section, "user"), name(section, "password"));
        if (proxy.user().isPresent() != proxy.password().isPresent()) {
            section.report("user", "contradiction", "user and password go together");
        }
        section.close();
        return proxy;
    }

    private static EgressSettings.ClientCertificate certificate(YamlSection section) {
        EgressSettings.ClientCertificate certificate = new EgressSettings.ClientCertificate(
                name(section, "store"), name(section, "password"), name(section, "pem"));
        boolean file = certificate.store().isPresent();
        if (file == certificate.pem().isPresent() || file != certificate.password().isPresent()) {
            section.report("", "contradiction", "either store with password, or pem");
        }
        section.close();
        return certificate;
    }

    private static LoginCheck.Sign sign(YamlSection section) {
        LoginCheck.Sign sign = new LoginCheck.Sign(
                section.value("scheme", null, SCHEMES.get(0), EgressParser::scheme),
                section.value("secret", null, "?", Values::name),
                section.value("sender", "tongban-hub", "tongban-hub", Values::sender));
        section.close();
        return sign;
    }

    private static Optional<String> name(YamlSection section, String key) {
        return section.has(key) ? Optional.of(section.value(key, null, "?", Values::name)) : Optional.empty();
    }

    private static String method(String text) {
        return oneOf(text, List.of("GET", "HEAD", "POST"));
    }

    private static String scheme(String text) {
        return oneOf(text, SCHEMES);
    }

    private static String path(String text) {
        if (!text.matches("/[A-Za-z0-9._~/=&?-]{0,200}") || text.contains("..") || text.startsWith("//")) {
            throw new IllegalArgumentException("a path such as /ping, without encoded characters");
        }
        return text;
    }

    private static String oneOf(String text, List<String> known) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("one of " + known);
        }
        return text;
    }
}
