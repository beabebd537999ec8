package cn.tongban.hub.console;

import cn.tongban.hub.egress.CertificateFacts;
import java.time.Instant;

/**
 * A certificate as pages show it.
 *
 * @param side own or partner
 * @param light shape and colour of how urgent it is
 * @param days until its end, negative afterwards
 */
record CertificateRow(String connector, String side, String subject, String issuer, Instant notAfter, String light, long days) {
    static CertificateRow of(CertificateFacts facts, Instant now) {
        String light = switch (facts.urgency(now)) {
            case FINE -> "good";
            case SOON -> "care";
            case EXPIRED -> "bad";
        };
        return new CertificateRow(facts.connector(), facts.side().wire(), facts.subject(), facts.issuer(), facts.notAfter(), light,
                (long) Math.floor(facts.days(now)));
    }
}
