package cn.tongban.hub.soap;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DoorScheme;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SoapSettings;
import cn.tongban.hub.connector.SoapVersion;
import cn.tongban.hub.egress.Pem;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.handler.RequestData;

/** How the hub proves itself in a request. The secret is asked for each time, so a new one counts at once. */
record OwnProof(ConnectorDescriptor connector, SoapSettings.Security security, SoapServices.Parts parts) {
    private static final String ALIAS = "own";
    private static final char[] IN_MEMORY = {};

    /** What the answers must prove; empty when they need not. */
    Optional<AnswerProof> answers() {
        return security.answersSignedBy().isEmpty() ? Optional.empty() : Optional.of(new AnswerProof(
                new Certificates(connector.id(), security.answersSignedBy(), parts.secrets()), parts.firstUse(), parts.clock()));
    }

    /**
     * What puts it into the header.
     *
     * @param beside writes what travels beside the envelope of the calling thread
     */
    WSS4JOutInterceptor header(SoapVersion version, MeantBody.Beside beside) {
        return new Header(security.scheme() == DoorScheme.WS_SIGNATURE ? signature(version) : token(), beside);
    }

    private Map<String, Object> token() {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConfigurationConstants.ACTION, "UsernameToken Timestamp");
        properties.put(ConfigurationConstants.USER, security.user()
                .flatMap(setting -> parts.settings().find(connector.id(), setting)).orElseThrow());
        properties.put(ConfigurationConstants.PASSWORD_TYPE, WSConstants.PW_DIGEST);
        properties.put(ConfigurationConstants.PW_CALLBACK_REF, password(() -> secret().text()));
        return properties;
    }

    private Map<String, Object> signature(SoapVersion version) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ConfigurationConstants.ACTION, "Timestamp Signature");
        properties.put(ConfigurationConstants.USER, ALIAS);
        properties.put(WSS4JOutInterceptor.WSS4J_ACTION_MAP, Map.of(WSConstants.SIGN, new BodySignature()));
        properties.put(ConfigurationConstants.SIG_ALGO, "http://www.w3.org/2001/04/xmldsig-more#" + algorithm());
        properties.put(ConfigurationConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256");
        properties.put(ConfigurationConstants.SIGNATURE_PARTS, "{}{"
                + (version == SoapVersion.V1_1 ? FaultEnvelope.V1_1 : FaultEnvelope.V1_2) + "}Body;{}{" + WSConstants.WSU_NS + "}Timestamp");
        properties.put(ConfigurationConstants.PW_CALLBACK_REF, password(() -> ""));
        return properties;
    }

    private static CallbackHandler password(Supplier<String> text) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof WSPasswordCallback wanted) {
                    wanted.setPassword(text.get());
                }
            }
        };
    }

    private Secret secret() {
        return parts.secrets().get(connector.id(), security.secret());
    }

    private String algorithm() {
        try {
            return Pem.key(secret().text()).getAlgorithm().equals("EC") ? "ecdsa-sha256" : "rsa-sha256";
        } catch (GeneralSecurityException e) {
            throw unreadable();
        }
    }

    private HubException unreadable() {
        return new HubException(ErrorCode.SECRET_MISSING, connector.id() + "." + security.secret());
    }

    private Crypto key() {
        try {
            String pem = secret().text();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry(ALIAS, Pem.key(pem), IN_MEMORY, Pem.certificates(pem).toArray(new Certificate[0]));
            Merlin crypto = new Merlin();
            crypto.setKeyStore(store);
            return crypto;
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable();
        }
    }

    private final class Header extends WSS4JOutInterceptor {
        private final MeantBody.Beside beside;

        Header(Map<String, Object> properties, MeantBody.Beside beside) {
            super(properties);
            this.beside = beside;
        }

        @Override
        public void handleMessage(SoapMessage message) {
            message.put(MeantBody.Beside.class, beside);
            super.handleMessage(message);
        }

        @Override
        public Crypto loadSignatureCrypto(RequestData data) {
            return key();
        }
    }
}
