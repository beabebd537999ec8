package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HubHeaders;

/**
 * A request at a door, read completely; all that was let in.
 *
 * @param pathWithQuery as on the request line
 */
record DoorRequest(Arrival arrival, String method, String pathWithQuery, HubHeaders signature) {
    @Override
    public String toString() {
        return "DoorRequest[" + method + " " + arrival + "]";
    }
}
