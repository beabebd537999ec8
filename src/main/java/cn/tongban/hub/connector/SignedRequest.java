package cn.tongban.hub.connector;

/**
 * What an {@code X-Hub-Signature} covers.
 *
 * @param pathWithQuery exactly as on the request line, percent-encoding untouched
 * @param body as received or as it will be sent; empty when there is none
 */
public record SignedRequest(String method, String pathWithQuery, byte[] body) {}
