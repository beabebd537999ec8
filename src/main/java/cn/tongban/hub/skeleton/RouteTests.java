package cn.tongban.hub.skeleton;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A first test of a route. It says what a draft really does: as long as its mapping fails by name, nothing happens. */
final class RouteTests {
    private RouteTests() {}

    /**
     * Of a route that begins at a delivery.
     *
     * @param golden folder of its mapping's examples
     * @param there paths among which these examples are
     */
    static Map<String, String> delivery(String flow, String verb, String type, String golden, Collection<String> there) {
        Map<String, String> values = values(flow, verb, golden);
        values.put("type", type);
        return Templates.fill(fails(golden, there) ? "delivery-fails" : "delivery-leaves", values);
    }

    /** Of a route that begins at a door. */
    static Map<String, String> door(String system, String flow, String verb, String golden, Collection<String> there) {
        Map<String, String> values = values(flow, verb, golden);
        values.put("name", system);
        return Templates.fill(fails(golden, there) ? "door-fails" : "door-records", values);
    }

    private static Map<String, String> values(String flow, String verb, String golden) {
        return new HashMap<>(Map.of("flow", flow, "verb", verb, "golden", golden));
    }

    private static boolean fails(String golden, Collection<String> there) {
        return !there.contains(golden + "/typical.out.json");
    }
}
