package cn.tongban.hub.mapping;

import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.List;

/** What a check found odd without refusing the document; one per check. */
final class WarningCollector {
    static final String NAME = "warnings";

    private final List<Place> places = new ArrayList<>(0);

    void add(Place place) {
        places.add(place);
    }

    List<Place> places(int most) {
        return places.stream().distinct().limit(most).toList();
    }
}
