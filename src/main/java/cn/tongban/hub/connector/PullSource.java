package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.List;

/**
 * A partner that keeps what it has for the hub until the hub asks.
 *
 * @param channels what it is asked for, one after the other
 * @param every between two looks
 * @param retry the longest wait after a look that failed
 * @param files channel by which bytes arrive that came with a document; empty where none do
 * @param on name of the setting that must say {@code on}; empty for always
 * @param alarm so long after the last look that did not fail somebody is told
 */
public record PullSource(
        List<String> channels, Duration every, Duration retry, Duration alarm, String files, String on)
        implements SourceSettings {
    public PullSource {
        channels = List.copyOf(channels);
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PULL;
    }
}
