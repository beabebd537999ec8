package cn.tongban.hub.vault;

import javax.crypto.SecretKey;

/**
 * The key of one case.
 *
 * @param secret the AES key, only ever in memory
 * @param wrapped the same key under the master key, as stored
 */
public record DataKey(SecretKey secret, byte[] wrapped) {
    @Override
    public String toString() {
        return "DataKey[hidden]";
    }
}
