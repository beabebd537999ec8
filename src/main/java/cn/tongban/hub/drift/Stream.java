package cn.tongban.hub.drift;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.flow.Sighting.Side;

/**
 * Documents of one kind from one counterpart; each has a shape of its own.
 *
 * @param counterpart a connector, or one of its parties
 * @param subject of what is sent the contract, of an answer the mapping that reads it
 * @param variant of an answer the route and the status
 */
record Stream(String counterpart, Side side, String subject, String variant) {
    static Stream of(Sighting sighting) {
        return new Stream(sighting.counterpart(), sighting.side(), sighting.subject(), sighting.variant());
    }

    String connector() {
        return Destination.of(counterpart).connector();
    }
}
