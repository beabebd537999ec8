package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the hub leaves its own network towards one outside system. All values are names: of settings, so that an operator
 * decides without a new bundle, and of secrets. A setting that is empty switches its part off.
 *
 * @param proxy HTTP proxy through which every connection goes
 * @param certificate with which the hub shows who it is
 * @param trust setting with the file name of the authorities that may vouch for the partner; empty: those of the JVM
 * @param warn how long before a certificate ends people are told
 */
public record EgressSettings(
        Optional<Proxy> proxy, Optional<ClientCertificate> certificate, Optional<String> trust, Duration warn) {
    public static final Duration WARN = Duration.ofDays(30);

    public static final EgressSettings DIRECT =
            new EgressSettings(Optional.empty(), Optional.empty(), Optional.empty(), WARN);

    /**
     * @param address setting with {@code host:port}
     * @param user secret, as is the password
     */
    public record Proxy(String address, Optional<String> user, Optional<String> password) {}

    /** Names of all secrets that the way out needs. */
    public Set<String> secrets() {
        return Stream.of(proxy.flatMap(Proxy::user), proxy.flatMap(Proxy::password),
                        certificate.flatMap(ClientCertificate::password), certificate.flatMap(ClientCertificate::pem))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Exactly one of a PKCS12 file, which {@code store} names a setting for, and a secret that holds key and chain as PEM. */
    public record ClientCertificate(Optional<String> store, Optional<String> password, Optional<String> pem) {}
}
