package cn.tongban.hub.flow;

import java.util.List;
import java.util.Map;

/** Makes the signature headers of a request when its method, path and bytes are final. */
@FunctionalInterface
interface Signing {
    List<Map.Entry<String, String>> headers(String method, String pathWithQuery, OutBody body);
}
