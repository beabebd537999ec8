package cn.tongban.hub.connector;

/**
 * What an {@code X-Hub-Signature} covers.
 *
 * @param pathWithQuery exactly as on the request line, percent-encoding untouched
 * @param bodySm3 lower-case hexadecimal SM3 of the body as received or as it will be sent
 */
public record SignedRequest(String method, String pathWithQuery, String bodySm3) {
    /** @param body empty when there is none */
    public SignedRequest(String method, String pathWithQuery, byte[] body) {
        this(method, pathWithQuery, Sm3.hex(body));
    }
}
