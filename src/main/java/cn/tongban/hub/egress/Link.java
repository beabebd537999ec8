package cn.tongban.hub.egress;

import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.EgressSettings;
import cn.tongban.hub.connector.EgressSettings.ClientCertificate;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.egress.CertificateFacts.Side;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one partner. Key files are looked at before each new connection and read again when they changed. */
public final class Link {
    /** What the hub speaks; older versions are broken. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private static final Logger log = LoggerFactory.getLogger(Link.class);

    private record Keys(SSLContext context, @Nullable X509Certificate own) {}

    private final String connector;
    private final EgressSettings egress;
    private final ConnectorSettings settings;
    private final Secrets secrets;
    private final KeyFiles files;
    private final CertificateBook book;
    private final Clock clock;
    private @Nullable Keys keys;
    private String stamp = "unknown";
    private String complained = "";

    Link(String connector, EgressSettings egress, ConnectorSettings settings, Secrets secrets, Egress hub) {
        this.connector = connector;
        this.egress = egress;
        this.settings = settings;
        this.secrets = secrets;
        this.files = hub.files();
        this.book = hub.book();
        this.clock = hub.clock();
        secrets.onChange(changed -> {
            if (changed.equals(connector)) {
                forget();
            }
        });
    }

    /** @throws HubException BUNDLE_INVALID when the setting is no {@code host:port} */
    public Optional<ProxyAddress> proxy() {
        return egress.proxy().flatMap(proxy -> settings.find(connector, proxy.address())
                .filter(value -> !value.isBlank())
                .map(value -> ProxyAddress.of(value.strip(),
                        proxy.user().flatMap(name -> secrets.find(connector, name)),
                        proxy.password().flatMap(name -> secrets.find(connector, name)))));
    }

    /**
     * For a new connection. When changed files cannot be used, the keys before them stay.
     *
     * @throws IOException when there are no usable keys at all
     */
    public SSLContext context() throws IOException {
        return current().context();
    }

    /** Reads the files again if they changed, so that their state is known before anything has to be sent. */
    public void look() {
        try {
            current();
        } catch (IOException e) {
            log.debug("The keys of {} are not usable yet", connector, e);
        }
    }

    /**
     * Refuses before anything leaves when our own certificate has ended: a partner would refuse it, and after some of those
     * refusals nobody could tell whether the request was read.
     *
     * @throws HubException DESTINATION_UNREACHABLE
     */
    public void checkOwn() {
        try {
            X509Certificate own = current().own();
            if (own != null && !clock.instant().isBefore(own.getNotAfter().toInstant())) {
                throw new HubException(ErrorCode.DESTINATION_UNREACHABLE,
                        "tls: our own certificate has expired on " + own.getNotAfter().toInstant());
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "tls: our own keys cannot be used", e);
        }
    }

    private synchronized void forget() {
        stamp = "unknown";
    }

    private synchronized Keys current() throws IOException {
        Keys known = keys;
        try {
            Optional<Path> store = file(egress.certificate().flatMap(ClientCertificate::store));
            Optional<Path> trust = file(egress.trust());
            String now = KeyFiles.stamp(store) + " " + KeyFiles.stamp(trust);
            if (known != null && now.equals(stamp)) {
                return known;
            }
            stamp = now;
            Keys fresh = read(store, trust);
            keys = fresh;
            changed(fresh, known != null);
            return fresh;
        } catch (IOException | GeneralSecurityException e) {
            return keep(known, e);
        }
    }

    private Keys keep(@Nullable Keys known, Exception e) throws IOException {
        String words = "the key files cannot be used (" + e.getClass().getSimpleName() + ")";
        book.trouble(connector, Optional.of(words));
        if (!stamp.equals(complained)) {
            complained = stamp;
            log.atError().addKeyValue("connector", connector).addKeyValue("reason", e.getMessage())
                    .log("Of {} {}; {}", connector, words,
                            known == null ? "nothing is sent to it until they can" : "those before them stay in use");
        }
        if (known == null) {
            throw new IOException(words, e);
        }
        return known;
    }

    private Optional<Path> file(Optional<String> setting) throws IOException {
        return setting.isEmpty() ? Optional.empty() : files.find(settings, connector, setting.get());
    }

    private Keys read(Optional<Path> store, Optional<Path> trust) throws IOException, GeneralSecurityException {
        Optional<List<X509Certificate>> authorities =
                trust.isEmpty() ? Optional.empty() : Optional.of(KeyMaterial.authorities(trust.get()));
        X509ExtendedTrustManager inner = KeyMaterial.trusting(authorities);
        KeyMaterial.Own own = own(store);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] managers = own == null ? null : own.managers();
        context.init(managers, new TrustManager[] {new WatchfulTrust(inner, clock, this::seen)}, null);
        return new Keys(context, own == null ? null : own.certificate());
    }

    private KeyMaterial.@Nullable Own own(Optional<Path> store) throws IOException, GeneralSecurityException {
        Optional<ClientCertificate> wanted = egress.certificate();
        if (wanted.isPresent() && store.isPresent()) {
            return KeyMaterial.pkcs12(store.get(), secret(wanted.get().password().orElseThrow()).chars());
        }
        Optional<String> pem = wanted.flatMap(ClientCertificate::pem);
        return pem.isPresent() ? KeyMaterial.pem(new String(secret(pem.get()).chars())) : null;
    }

    private Secret secret(String name) {
        return secrets.get(connector, name);
    }

    private void changed(Keys fresh, boolean again) {
        book.trouble(connector, Optional.empty());
        if (fresh.own() != null) {
            book.enter(CertificateFacts.of(connector, Side.OWN, fresh.own(), egress.warn()));
        }
        if (again) {
            log.atInfo().addKeyValue("connector", connector)
                    .log("The keys of {} were read again; new connections use them", connector);
        }
    }

    private void seen(X509Certificate certificate) {
        book.enter(CertificateFacts.of(connector, Side.PARTNER, certificate, egress.warn()));
    }
}
