package cn.tongban.hub.soap;

import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import org.apache.wss4j.common.crypto.Merlin;

/**
 * Certificates among the secrets of a connector. They are asked for each time, so a new one counts at once.
 *
 * @param names of the secrets; one that is missing, or holds no certificate, is nobody's
 */
record Certificates(String connector, Collection<String> names, Secrets secrets) {
    /** What signatures may be checked with. */
    Merlin trusted() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, new char[0]);
            for (String name : names) {
                Optional<X509Certificate> own = find(name);
                if (own.isPresent()) {
                    store.setCertificateEntry(name, own.get());
                }
            }
            Merlin crypto = new Merlin();
            crypto.setTrustStore(store);
            return crypto;
        } catch (GeneralSecurityException | IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "certificates of " + connector, e);
        }
    }

    /** Whether it is exactly that one, no other of the same authority. */
    boolean is(String name, X509Certificate certificate) {
        return find(name).filter(certificate::equals).isPresent();
    }

    /** Whether it is exactly one of these. */
    boolean has(X509Certificate certificate) {
        return names.stream().anyMatch(name -> is(name, certificate));
    }

    private Optional<X509Certificate> find(String name) {
        return secrets.find(connector, name).flatMap(secret -> {
            try {
                return Pem.certificates(secret.text()).stream().findFirst();
            } catch (GeneralSecurityException e) {
                return Optional.empty();
            }
        });
    }
}
