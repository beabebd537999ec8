package cn.tongban.hub.flow;

import java.io.ObjectInputFilter;

/**
 * Refuses Java deserialization in the whole JVM. The hub speaks JSON, and nothing in it needs an object stream; what a
 * library would still open by itself is then an error and not a way in.
 */
public final class SerialFilter {
    private static final String NOTHING = "maxbytes=0;maxdepth=1;!*";

    private SerialFilter() {}

    /** Takes effect once; a filter that the operator gave with {@code -Djdk.serialFilter} stays. */
    public static void install() {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(NOTHING));
        }
    }
}
