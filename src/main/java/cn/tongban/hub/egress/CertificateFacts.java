package cn.tongban.hub.egress;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * What people have to know of a certificate.
 *
 * @param side whose it is
 * @param warn how long before its end people are told
 */
public record CertificateFacts(
        String connector, Side side, String subject, String issuer, Instant notAfter, Duration warn) {

    /** Whose certificate it is. */
    public enum Side {
        /** The one that the hub shows. */
        OWN,
        /** The one that the partner showed at the last handshake. */
        PARTNER;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How urgent it is. */
    public enum Urgency { FINE, SOON, EXPIRED }

    static CertificateFacts of(String connector, Side side, X509Certificate certificate, Duration warn) {
        return new CertificateFacts(connector, side, certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(), certificate.getNotAfter().toInstant(), warn);
    }

    /** Days until its end, negative afterwards. */
    public double days(Instant now) {
        return Duration.between(now, notAfter).toMinutes() / (24 * 60.0);
    }

    public Urgency urgency(Instant now) {
        if (!now.isBefore(notAfter)) {
            return Urgency.EXPIRED;
        }
        return now.plus(warn).isBefore(notAfter) ? Urgency.FINE : Urgency.SOON;
    }
}
