package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What this node saw since its last merge. One thread learns and takes. */
final class Learner {
    private static final int MOST_STREAMS = 500;

    private final Function<Stream, Declared> vocabulary;
    private Map<Stream, StreamSample> samples = new HashMap<>();

    Learner(Function<Stream, Declared> vocabulary) {
        this.vocabulary = vocabulary;
    }

    void learn(Sighting sighting) {
        Stream stream = Stream.of(sighting);
        StreamSample sample = samples.get(stream);
        if (sample == null) {
            if (samples.size() >= MOST_STREAMS) {
                return;
            }
            sample = new StreamSample(Example.of(sighting));
            samples.put(stream, sample);
        }
        sample.learn(sighting, vocabulary.apply(stream));
    }

    /** Hands over and forgets. */
    Map<Stream, StreamSample> take() {
        Map<Stream, StreamSample> taken = samples;
        samples = new HashMap<>();
        return taken;
    }
}
