package cn.tongban.hub.connector;

import java.util.Optional;

/**
 * A request that changes nothing at the partner, declared by whoever knows the partner: it shows that the hub is let in.
 *
 * @param address setting whose address the path is added to
 * @param path begins with a slash
 * @param expect the status that says: let in
 */
public record LoginCheck(String address, String method, String path, int expect, Optional<Sign> sign) {
    /**
     * How this request is signed, as in the connector's Kamelets.
     *
     * @param scheme hmac-sm3 or sm3-header
     * @param secret name of the secret
     * @param sender {@code X-Hub-Sender} of scheme hmac-sm3
     */
    public record Sign(String scheme, String secret, String sender) {}
}
