package cn.tongban.hub.source;

import cn.tongban.hub.support.Digests;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Row states that were handed over lately. Bounded: what falls out is handed over again and known by the inbox. */
final class RecentRows {
    private static final int MOST = 100_000;

    private record Digest(long high, long low) {}

    private final Map<Digest, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean isNew(Row row) {
        return !seen.containsKey(digest(row));
    }

    void add(Row row) {
        seen.put(digest(row), true);
    }

    private static Digest digest(Row row) {
        StringBuilder text = new StringBuilder(row.table().name());
        row.values().forEach((column, value) ->
                text.append('\n').append(column).append(value == null ? "" : "=" + value.length() + ":" + value));
        ByteBuffer bytes = ByteBuffer.wrap(Digests.key(text.toString()));
        return new Digest(bytes.getLong(), bytes.getLong());
    }
}
