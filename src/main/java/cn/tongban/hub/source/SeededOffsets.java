package cn.tongban.hub.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * Debezium's memory of where it is: begins with the position of the hub's database and is forgotten with the engine. The
 * only place that counts is the hub's own commit. Public because the engine makes it by name.
 *
 * <p>Only where to begin is seeded, not "completely processed up to": the engine then does not search the log for a point
 * in the middle of a transaction, and sends the first transaction as a whole.
 */
public final class SeededOffsets extends MemoryOffsetBackingStore {
    static final String LSN = "hub.seed.lsn";

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        Map<String, String> settings = config.originalsStrings();
        long lsn = Long.parseLong(settings.get(LSN));
        ObjectNode partition = JsonNodeFactory.instance.objectNode().put("server", settings.get("topic.prefix"));
        String key = JsonNodeFactory.instance.arrayNode().add(settings.get("name")).add(partition).toString();
        String value = JsonNodeFactory.instance.objectNode().put("lsn", lsn).put("lsn_commit", lsn).toString();
        data.put(bytes(key), bytes(value));
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
