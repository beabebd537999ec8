package cn.tongban.hub.egress;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates written as PEM text. Exception texts name no content. */
public final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");

    private Pem() {}

    /**
     * @return the certificates in the order of the text, possibly none
     * @throws GeneralSecurityException for one that is damaged
     */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        StringBuilder only = new StringBuilder();
        CERTIFICATE.matcher(text).results().forEach(match -> only.append(match.group()).append('\n'));
        if (only.isEmpty()) {
            return List.of();
        }
        Collection<? extends Certificate> read = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(only.toString().getBytes(StandardCharsets.US_ASCII)));
        return read.stream().map(X509Certificate.class::cast).toList();
    }

    /** @throws GeneralSecurityException when there is no PKCS8 key of RSA or EC in the text */
    public static PrivateKey key(String text) throws GeneralSecurityException {
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new GeneralSecurityException("a PEM text with PRIVATE KEY is expected");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new GeneralSecurityException("the private key is neither RSA nor EC");
    }
}
