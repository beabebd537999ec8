package cn.tongban.hub.egress;

import java.time.Duration;
import java.time.Instant;

/** Certificates in the book of a running hub, as handshakes would have entered them. */
public final class KnownCertificates {
    private static final Duration WARN = Duration.ofDays(30);

    private KnownCertificates() {}

    public static void own(Egress egress, String connector, Instant notAfter) {
        enter(egress, connector, CertificateFacts.Side.OWN, notAfter);
    }

    public static void ofPartner(Egress egress, String connector, Instant notAfter) {
        enter(egress, connector, CertificateFacts.Side.PARTNER, notAfter);
    }

    private static void enter(Egress egress, String connector, CertificateFacts.Side side, Instant notAfter) {
        egress.book().enter(new CertificateFacts(connector, side, "CN=" + connector, "CN=district", notAfter, WARN));
    }
}
