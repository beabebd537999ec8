package cn.tongban.hub.connector;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Everything that is wrong with one file, so that its author mends it in one go. */
final class Findings {
    private final String file;
    private final List<Place> places = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void add(Node at, String pointer, String rule, String detail) {
        add(at.getStartMark(), pointer, rule, detail);
    }

    void add(Mark mark, String pointer, String rule, String detail) {
        places.add(new Place(file + ":" + (mark.getLine() + 1) + "#" + pointer, rule, detail));
    }

    void throwIfAny() {
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, places.get(0).pointer(), places);
        }
    }
}
