package cn.tongban.sandbox.provincecatalogue;

import cn.tongban.sandbox.crypto.Sm3;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Digests as the contract has them: of an item without its own digest, and of a whole list. */
final class ItemDigest {
    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private ItemDigest() {}

    static String of(ObjectNode item) {
        try {
            Map<?, ?> fields = SORTED.treeToValue(item.deepCopy().without("digest"), TreeMap.class);
            return hex(SORTED.writeValueAsString(fields));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a tree can always be written", e);
        }
    }

    /** @param digests by task code */
    static String of(SortedMap<String, String> digests) {
        StringBuilder lines = new StringBuilder();
        digests.forEach((taskCode, digest) -> lines.append(taskCode).append(' ').append(digest).append('\n'));
        return hex(lines.toString());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(new Sm3().update(text.getBytes(StandardCharsets.UTF_8)).digest());
    }
}
