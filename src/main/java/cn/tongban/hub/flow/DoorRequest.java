package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HubHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A request at a door; all that was let in.
 *
 * @param pathWithQuery as on the request line
 * @param upload the body of a door that takes streams, unread; null at others, whose arrival holds it
 */
record DoorRequest(
        Arrival arrival, String method, String pathWithQuery, HubHeaders signature, @Nullable DoorUpload upload) {
    @Override
    public String toString() {
        return "DoorRequest[" + method + " " + arrival + "]";
    }
}
