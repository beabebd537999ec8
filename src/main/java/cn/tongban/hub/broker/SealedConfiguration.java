package cn.tongban.hub.broker;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;

/** The broker's settings with what its store needs while it is being made, which is before it has fields of its own. */
final class SealedConfiguration extends ConfigurationImpl {
    private static final long serialVersionUID = 1L;

    private final transient FileCipher cipher;
    private final long mostBytes;

    /** @param mostBytes of one message; a larger one is cut off while it comes in */
    SealedConfiguration(FileCipher cipher, long mostBytes) {
        this.cipher = cipher;
        this.mostBytes = mostBytes;
    }

    FileCipher cipher() {
        return cipher;
    }

    long mostBytes() {
        return mostBytes;
    }
}
