package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import org.jspecify.annotations.Nullable;

/** What one node saw of one stream since its last merge; bounded, whatever a counterpart sends. */
final class StreamSample {
    private static final int MOST_PLACES = 1500;

    private final Sample root;
    private long documents;
    private int places;
    private Example latest = Example.NONE;

    StreamSample(Example first) {
        this.root = new Sample(first, false);
    }

    void learn(Sighting sighting, Declared declared) {
        latest = Example.of(sighting);
        Walk.over(sighting, this, ++documents, declared);
    }

    Sample root() {
        return root;
    }

    Example latest() {
        return latest;
    }

    /** Null when there is no room for another place. */
    @Nullable Sample child(Sample at, String name, Example by) {
        Sample known = at.fields.get(name);
        if (known != null || places >= MOST_PLACES) {
            return known;
        }
        places++;
        Sample made = new Sample(by, Sayable.personal(name));
        at.fields.put(name, made);
        return made;
    }
}
