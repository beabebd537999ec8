package cn.tongban.hub.egress;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts whom the inner one trusts, and nobody beyond the end of a certificate: Java does not look at the dates of a
 * certificate that is itself among the trusted ones. Tells which certificate a partner showed, an expired one too.
 */
final class WatchfulTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager inner;
    private final Clock clock;
    private final Consumer<X509Certificate> seen;

    private interface Question {
        void ask() throws CertificateException;
    }

    WatchfulTrust(X509ExtendedTrustManager inner, Clock clock, Consumer<X509Certificate> seen) {
        this.inner = inner;
        this.clock = clock;
        this.seen = seen;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        judge(chain, () -> inner.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        judge(chain, () -> inner.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain, () -> inner.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        throw new CertificateException("the hub is no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        throw new CertificateException("the hub is no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the hub is no server here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return inner.getAcceptedIssuers();
    }

    private void judge(X509Certificate[] chain, Question question) throws CertificateException {
        try {
            question.ask();
            chain[0].checkValidity(Date.from(clock.instant()));
            seen.accept(chain[0]);
        } catch (CertificateException e) {
            // Anybody can show anything; what is remembered is only what would be trusted but for its dates.
            if (Tls.hasCause(e, CertificateExpiredException.class)) {
                seen.accept(chain[0]);
            }
            throw e;
        }
    }
}
