package cn.tongban.hub.connector;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code soap:} part of {@code connector.yaml}. */
final class SoapParser {
    private static final List<String> CHARSETS = List.of("UTF-8", "GB18030", "GBK");
    private static final Map<String, SoapVersion> VERSIONS = Map.of("1.1", SoapVersion.V1_1, "1.2", SoapVersion.V1_2);
    private static final Map<String, DoorScheme> SCHEMES = Map.of(
            "ws-username-token", DoorScheme.WS_USERNAME_TOKEN, "ws-signature", DoorScheme.WS_SIGNATURE);

    private SoapParser() {}

    static SoapSettings soap(YamlSection section) {
        SoapSettings settings = new SoapSettings(
                Charset.forName(section.value("charset", "UTF-8", "UTF-8", text -> oneOf(text, CHARSETS))),
                section.section("service").map(SoapParser::service),
                section.section("client").map(SoapParser::client));
        if (settings.service().isEmpty() && settings.client().isEmpty()) {
            section.report("", "required", "service, client or both");
        }
        section.close();
        return settings;
    }

    private static SoapSettings.Service service(YamlSection section) {
        SoapSettings.Service service = new SoapSettings.Service(wsdl(section), setting(section, "address"));
        section.close();
        return service;
    }

    private static SoapSettings.Client client(YamlSection section) {
        SoapSettings.Client client = new SoapSettings.Client(
                wsdl(section),
                section.value("address", null, "?", Values::name),
                VERSIONS.get(section.value("version", "1.1", "1.1", text -> oneOf(text, List.copyOf(VERSIONS.keySet())))),
                section.section("security").map(SoapParser::security));
        section.close();
        return client;
    }

    private static SoapSettings.Security security(YamlSection section) {
        SoapSettings.Security security = new SoapSettings.Security(
                SCHEMES.get(section.value("scheme", null, "ws-username-token",
                        text -> oneOf(text, List.copyOf(SCHEMES.keySet())))),
                setting(section, "user"),
                section.value("secret", null, "?", Values::name),
                section.section("answers").map(SoapParser::signers).orElse(List.of()));
        if (security.user().isPresent() != (security.scheme() == DoorScheme.WS_USERNAME_TOKEN)) {
            section.report("user", "contradiction", "a user name token has a user, a signature has none");
        }
        section.close();
        return security;
    }

    private static List<String> signers(YamlSection section) {
        List<String> signers = section.list("signed-by", "?", Values::name);
        if (signers.isEmpty()) {
            section.report("signed-by", "required", "at least one");
        }
        section.close();
        return signers;
    }

    /** What is named elsewhere must be there, and a service stands behind a door of WS-Security. */
    static void contradictions(YamlSection root, ConnectorDescriptor descriptor) {
        boolean service = descriptor.soap().flatMap(SoapSettings::service).isPresent();
        boolean signed = descriptor.door().map(Door::signature).map(DoorScheme::isWsSecurity).orElse(false);
        if (service != signed) {
            root.report("soap", "contradiction",
                    "a soap service has a door with signature ws-username-token or ws-signature, others have not");
        }
        descriptor.soap().flatMap(SoapSettings::client).ifPresent(client -> {
            if (descriptor.deliver().isEmpty()) {
                root.report("soap", "contradiction", "a soap client needs a deliver section");
            }
            named(root, descriptor, client.address());
            client.security().ifPresent(security -> {
                security.user().ifPresent(user -> named(root, descriptor, user));
                Stream.concat(Stream.of(security.secret()), security.answersSignedBy().stream())
                        .filter(secret -> !descriptor.secrets().contains(secret))
                        .forEach(secret -> root.report("soap", "unknown-secret", secret + " is not listed under secrets"));
            });
        });
        descriptor.soap().flatMap(SoapSettings::service).flatMap(SoapSettings.Service::address)
                .ifPresent(address -> named(root, descriptor, address));
    }

    private static void named(YamlSection root, ConnectorDescriptor descriptor, String setting) {
        if (!descriptor.settings().containsKey(setting)) {
            root.report("soap", "unknown-setting", setting + " is not listed under settings");
        }
    }

    private static Optional<String> setting(YamlSection section, String key) {
        return section.has(key) ? Optional.of(section.value(key, null, "?", Values::name)) : Optional.empty();
    }

    private static String wsdl(YamlSection section) {
        return section.value("wsdl", null, "?", text -> {
            if (!text.matches("contract/[A-Za-z0-9][A-Za-z0-9._-]{0,80}\\.wsdl")) {
                throw new IllegalArgumentException("a file such as contract/callback.wsdl");
            }
            return text;
        });
    }

    private static String oneOf(String text, List<String> known) {
        if (!known.contains(text)) {
            throw new IllegalArgumentException("one of " + known.stream().sorted().toList());
        }
        return text;
    }
}
