package cn.tongban.hub.broker;

import cn.tongban.hub.broker.BrokerProperties.AmqpProperties;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;

/**
 * The one way in for parties: AMQP with a password, and TLS wherever it can be heard by others. CORE, OpenWire, STOMP and
 * MQTT are not spoken there, so their weaknesses (CVE-2026-57967, CVE-2026-27446) are out of reach from outside.
 */
final class AmqpAcceptor {
    static final String NAME = "amqp";

    private AmqpAcceptor() {}

    /** @throws HubException BROKER_REFUSED when passwords would go over a network in the clear, or the settings are wrong */
    static TransportConfiguration of(AmqpProperties settings) {
        if (!settings.tls() && !loopback(settings.address())) {
            throw new HubException(ErrorCode.BROKER_REFUSED,
                    "HUB_AMQP_ADDRESS=" + settings.address() + " needs HUB_AMQP_TLS_KEY_STORE");
        }
        Map<String, Object> transport = new HashMap<>();
        transport.put(TransportConstants.HOST_PROP_NAME, settings.address());
        transport.put(TransportConstants.PORT_PROP_NAME, port(settings.port()));
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "AMQP");
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        transport.put(TransportConstants.REMOTING_THREADS_PROPNAME, 2);
        transport.put(TransportConstants.CONNECTIONS_ALLOWED, 500);
        if (settings.tls()) {
            transport.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
            transport.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
            transport.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, settings.tlsKeyStore());
            transport.put(TransportConstants.KEYSTORE_PASSWORD_PROP_NAME, password(settings));
            transport.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3,TLSv1.2");
            // A renewed certificate counts from its next connection on, without a restart.
            transport.put(TransportConstants.SSL_AUTO_RELOAD_PROP_NAME, true);
        }
        Map<String, Object> amqp = new HashMap<>();
        amqp.put("saslMechanisms", "PLAIN");
        amqp.put("amqpCredits", "200");
        amqp.put("amqpLowCredits", "50");
        amqp.put("amqpMinLargeMessageSize", "102400");
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, NAME, amqp);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "HUB_AMQP_PORT: a port, 0 or off");
        }
        return Integer.parseInt(text);
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "HUB_AMQP_ADDRESS " + address + " is unknown", e);
        }
    }

    private static String password(AmqpProperties settings) {
        if (settings.tlsKeyStorePasswordFile().isBlank()) {
            return settings.tlsKeyStorePassword();
        }
        Path file = Path.of(settings.tlsKeyStorePasswordFile());
        try {
            return Files.readString(file, StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
        } catch (IOException e) {
            throw new HubException(ErrorCode.BROKER_REFUSED, "HUB_AMQP_TLS_KEY_STORE_PASSWORD_FILE cannot be read", e);
        }
    }
}
