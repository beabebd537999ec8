package cn.tongban.hub.delivery;

import cn.tongban.hub.delivery.DeliveryRepository.Placed;
import cn.tongban.hub.delivery.LaneRepository.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where new deliveries are entered, within the transaction that records their messages. */
public final class DeliveryBook {
    private final LaneRepository lanes;
    private final DeliveryRepository deliveries;

    public DeliveryBook(JdbcTemplate jdbc) {
        this.lanes = new LaneRepository(jdbc);
        this.deliveries = new DeliveryRepository(jdbc);
    }

    /**
     * Puts deliveries at the end of their lanes, in the given order, and locks those lanes until the commit. Lanes are
     * taken in key order, so two transactions never wait for each other.
     */
    public void enter(List<NewDelivery> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        TreeMap<Key, Integer> counts = new TreeMap<>();
        fresh.forEach(d -> counts.merge(key(d), 1, Integer::sum));
        Map<Key, Long> next = new HashMap<>(lanes.join(counts));
        List<Placed> placed = new ArrayList<>(fresh.size());
        for (NewDelivery delivery : fresh) {
            placed.add(new Placed(delivery, next.merge(key(delivery), 1L, Long::sum) - 1));
        }
        deliveries.insert(placed);
    }

    private static Key key(NewDelivery delivery) {
        return new Key(delivery.destination(), delivery.orderKey());
    }
}
