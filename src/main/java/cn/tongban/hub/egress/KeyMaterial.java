package cn.tongban.hub.egress;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Reads keys and certificates. Exception texts name no content. */
final class KeyMaterial {
    private static final char[] IN_MEMORY = {};

    /** Our key with the certificate that the partner will see. */
    record Own(KeyManager[] managers, X509Certificate certificate) {}

    private KeyMaterial() {}

    static Own pkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return own(store, password);
    }

    /** @param text a PKCS8 key and its chain, the leaf first */
    static Own pem(String text) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = Pem.certificates(text);
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("a PEM text with PRIVATE KEY and CERTIFICATE is expected");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, IN_MEMORY);
        store.setKeyEntry("own", Pem.key(text), IN_MEMORY, chain.toArray(new Certificate[0]));
        return own(store, IN_MEMORY);
    }

    static List<X509Certificate> authorities(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> found = Pem.certificates(Files.readString(file, StandardCharsets.US_ASCII));
        if (found.isEmpty()) {
            throw new GeneralSecurityException("a PEM file with at least one CERTIFICATE is expected");
        }
        return found;
    }

    /** @param authorities empty: those of the JVM */
    static X509ExtendedTrustManager trusting(Optional<List<X509Certificate>> authorities)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        if (authorities.isEmpty()) {
            factory.init((KeyStore) null);
        } else {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            int number = 0;
            for (X509Certificate authority : authorities.get()) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            factory.init(store);
        }
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static Own own(KeyStore store, char[] password) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
                factory.init(store, password);
                return new Own(factory.getKeyManagers(), certificate);
            }
        }
        throw new GeneralSecurityException("there is no key with a certificate in it");
    }
}
