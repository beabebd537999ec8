package cn.tongban.hub.flow;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request to a partner, ready to be sent.
 *
 * @param headers in the order in which they are sent
 */
record OutRequest(String method, URI uri, List<Map.Entry<String, String>> headers, OutBody body) {
    /** Path and query as they stand on the request line. */
    String pathWithQuery() {
        return pathWithQuery(uri);
    }

    static String pathWithQuery(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
