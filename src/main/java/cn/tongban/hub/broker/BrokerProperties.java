package cn.tongban.hub.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.broker}.
 *
 * @param url amqp or amqps address of an external Artemis; empty = the embedded one in {@code <HUB_DATA>/broker}
 * @param user the hub's own login at the external broker
 * @param maxMessage larger messages of parties are refused
 * @param pageLimit bytes that one queue may keep on the disk; beyond it nothing more is taken for it
 * @param alarm messages in one queue from which on the hub complains
 */
@ConfigurationProperties("hub.broker")
record BrokerProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("1MB") DataSize maxMessage,
        @DefaultValue("1GB") DataSize pageLimit,
        @DefaultValue("1000") long alarm,
        @DefaultValue AmqpProperties amqp) {

    /**
     * Where parties connect to the embedded broker.
     *
     * @param port 0 = a free one, {@code off} = parties cannot connect
     * @param tlsKeyStore PKCS12 file with certificate and key; read again when it changes
     */
    record AmqpProperties(
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("5672") String port,
            @DefaultValue("") String tlsKeyStore,
            @DefaultValue("") String tlsKeyStorePassword,
            @DefaultValue("") String tlsKeyStorePasswordFile) {
        boolean off() {
            return port.equalsIgnoreCase("off");
        }

        boolean tls() {
            return !tlsKeyStore.isBlank();
        }
    }

    boolean external() {
        return !url.isBlank();
    }
}
