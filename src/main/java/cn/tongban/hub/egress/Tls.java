package cn.tongban.hub.egress;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a secured connection, in few words that hold no address. */
public final class Tls {
    private Tls() {}

    /** Kinds of failure, each with a sentence in the message files. */
    public enum Failure { EXPIRED, NOT_YET_VALID, UNTRUSTED, WRONG_NAME, REFUSED_OURS, BROKEN }

    public static Failure failure(Throwable e) {
        if (hasCause(e, CertificateExpiredException.class)) {
            return Failure.EXPIRED;
        }
        if (hasCause(e, CertificateNotYetValidException.class)) {
            return Failure.NOT_YET_VALID;
        }
        if (hasCause(e, CertPathBuilderException.class)) {
            return Failure.UNTRUSTED;
        }
        if (hasCause(e, CertificateException.class)) {
            return Failure.WRONG_NAME;
        }
        return isRefusalOfOurs(e) ? Failure.REFUSED_OURS : Failure.BROKEN;
    }

    /** The kind of a failure for a delivery's reason; empty text when it has nothing to do with TLS. */
    public static String words(Throwable e) {
        if (!hasCause(e, SSLException.class)) {
            return "";
        }
        return "tls: " + switch (failure(e)) {
            case EXPIRED -> "the partner's certificate has expired";
            case NOT_YET_VALID -> "the partner's certificate is not valid yet";
            case UNTRUSTED -> "the partner's certificate is not trusted";
            case WRONG_NAME -> "the partner's certificate is for another name";
            case REFUSED_OURS -> "the partner refuses our certificate";
            case BROKEN -> "no agreement";
        };
    }

    /**
     * The partner refused the handshake. In TLS 1.3 that can come after our side has begun to send, but no byte of a request
     * was looked at: its handshake never ended.
     */
    public static boolean isRefusalOfOurs(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String text = cause.getMessage();
            if (cause instanceof SSLHandshakeException && text != null && text.contains("Received fatal alert")) {
                return true;
            }
        }
        return false;
    }

    static boolean hasCause(@Nullable Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
